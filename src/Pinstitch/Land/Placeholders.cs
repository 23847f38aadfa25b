using System.Collections.Frozen;

namespace Pinstitch.Land;

/// <summary>
/// Values that stand for "nothing" or "a test" and would tie strangers together if they were taken for identifiers. The
/// list joins those that Segment, PostHog and Adobe publish with the mail addresses seen in shops.
/// </summary>
public static class Placeholders
{
    private static readonly FrozenSet<string> Values = new[]
    {
        string.Empty, "-", "0", "-1", "null", "none", "nil", "undefined", "nan", "unknown", "n/a", "na", "empty", "invalid",
        "anonymous", "guest", "anon", "user", "id", "email", "distinct_id", "distinctid", "not_authenticated", "true", "false",
        "[object object]", "(not set)", "(none)", "test", "00000000-0000-0000-0000-000000000000", "0000000000",
        "test@test.com", "none@none.com", "null@null.com", "guest@guest.com", "noreply@noreply.com", "no@email.com",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Addresses that no person reads, whatever the domain.</summary>
    private static readonly FrozenSet<string> Mailboxes = new[] { "noreply", "no-reply", "donotreply", "guest", "null", "undefined", "none" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words for "nothing" that are never a name, a city or a date. Short ones are left out: "na" is Namibia, "id" Idaho.</summary>
    private static readonly FrozenSet<string> Nothing = new[]
    {
        "-", "null", "nil", "undefined", "nan", "unknown", "n/a", "(not set)", "(none)", "[object object]", "none", "anonymous",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ValuesByText = Values.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Hashes = Values.Select(PersonalData.Hash).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>For each first letter, the lengths of the values that begin with it, one bit each.</summary>
    private static readonly ulong[] Lengths = MakeLengths();

    /// <summary>The SHA-256 of all of them, in lower-case hex.</summary>
    internal static IEnumerable<string> AllHashes => Hashes;

    /// <summary>Whether a text without an at sign may be a placeholder. A yes may be wrong; a no never is.</summary>
    /// <param name="value">Printable ASCII in any case, not empty.</param>
    internal static bool MayBe(ReadOnlySpan<byte> value) =>
        (value.Length < 64 && (Lengths[value[0]] & (1UL << value.Length)) != 0) || (value[0] is (byte)'0' or (byte)'-' && !value.ContainsAnyExcept((byte)'0', (byte)'-'));

    /// <param name="value">Trimmed and lower case.</param>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty
        || !value.ContainsAnyExcept('0', '-')
        || ValuesByText.Contains(value)
        || (value.IndexOf('@') is var at and > 0 && Mailboxes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value[..at]));

    /// <summary>Whether a name, a city or a date says nothing.</summary>
    /// <param name="value">Trimmed and lower case.</param>
    public static bool IsNothing(string value) => Nothing.Contains(value);

    /// <summary>Whether an address is one of documentation: fit for trying things out, but nobody's.</summary>
    /// <param name="email">Normalised.</param>
    public static bool IsExample(string email) => email is "test@example.com" or "user@example.com" or "email@example.com";

    /// <param name="hash">SHA-256 in lower-case hex.</param>
    public static bool IsHashOfPlaceholder(string hash) => Hashes.Contains(hash);

    private static ulong[] MakeLengths()
    {
        var lengths = new ulong[256];
        foreach (var value in Values.Where(value => value.Length > 0))
        {
            lengths[value[0]] |= 1UL << value.Length;
            lengths[char.ToUpperInvariant(value[0])] |= 1UL << value.Length;
        }

        return lengths;
    }
}
