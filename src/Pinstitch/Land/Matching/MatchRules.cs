namespace Pinstitch.Land.Matching;

/// <summary>
/// How a platform wants personal fields normalised before they are hashed (facts: docs/event-contract.md). The rules
/// differ, so one hash for all platforms is wrong for at least one of them.
/// </summary>
public abstract class MatchRules(string platform)
{
    /// <summary>All platforms' rules; the first ones are what the plain hashes of the contract follow.</summary>
    public static IReadOnlyList<MatchRules> All { get; } = [new PinterestRules(), new MetaRules(), new GoogleRules(), new TikTokRules()];

    /// <summary>The platform's name, as in the configuration.</summary>
    public string Platform { get; } = platform;

    /// <exception cref="ArgumentException">There is no such platform.</exception>
    public static MatchRules For(string platform) =>
        All.FirstOrDefault(rules => rules.Platform == platform) ?? throw new ArgumentException($"'{platform}' is none of {string.Join(", ", All.Select(rules => rules.Platform))}.", nameof(platform));

    /// <summary>Whether the platform takes the field in hashed form.</summary>
    public bool Takes(MatchField field) => Apply(field, "a", "a", null) != NormalForm.NotTaken;

    /// <summary>The text to be hashed, or why there is none.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="value">As the person or the shop wrote it.</param>
    /// <param name="country">ISO 3166 alpha-2 of the country that a telephone number or a state belongs to, where it is known.</param>
    public NormalForm Normalise(MatchField field, string value, string? country = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = PersonalData.Tidy(value);
        if (text.Length == 0) return NormalForm.Because("empty");
        return SaysNothing(field, text) ? NormalForm.Because("placeholder") : Apply(field, text, value, country);
    }

    /// <summary>
    /// The hash that the platform gets: 64 lower-case hex digits, or why there is none. A value that is a SHA-256 already
    /// is passed on, never hashed twice; one that is an MD5 or a SHA-1 cannot be used.
    /// </summary>
    /// <param name="field">Which field.</param>
    /// <param name="value">As the person or the shop wrote it, or hashed already.</param>
    /// <param name="country">ISO 3166 alpha-2 of the country that a telephone number or a state belongs to, where it is known.</param>
    public NormalForm Hash(MatchField field, string value, string? country = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        // An id of 32 or 40 hex digits is an id: shops use numbers of 128 and 160 bits for their customers.
        var isHash = HashForm.Read(value) is { } read && (field != MatchField.ExternalId || read.Problem is not ("md5_not_taken" or "sha1_not_taken"));
        if (isHash) return Takes(field) ? HashForm.Read(value)!.Value : NormalForm.NotTaken;
        var normal = Normalise(field, value, country);
        return normal.Text is { } text ? NormalForm.Of(PersonalData.Hash(text)) : normal;
    }

    private static bool SaysNothing(MatchField field, string text) => field switch
    {
        MatchField.Email or MatchField.Phone or MatchField.ExternalId or MatchField.MobileAdId => Placeholders.IsPlaceholder(text),
        _ => Placeholders.IsNothing(text),
    };

    /// <param name="field">Which field.</param>
    /// <param name="text">Trimmed, Unicode NFC, lower case, not empty, no placeholder.</param>
    /// <param name="value">As it came.</param>
    /// <param name="country">ISO 3166 alpha-2, or null.</param>
    protected abstract NormalForm Apply(MatchField field, string text, string value, string? country);
}
