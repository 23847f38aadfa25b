namespace Pinstitch.Land.Sources;

/// <summary>
/// What <c>pinstitch.js</c> has put into a form, a cart or an order: <c>pinstitch_anonymous_id</c>, <c>pinstitch_epik</c>,
/// <c>pinstitch_utm_source</c> and so on. Plain names of click ids and UTM parameters are taken too, as other tools write them.
/// </summary>
internal static class CarriedFields
{
    private const string Prefix = "pinstitch_";

    private static readonly string[] Clicks = ["epik", "fbclid", "fbc", "fbp", "gclid", "gbraid", "wbraid", "dclid", "ttclid", "ttp", "msclkid", "ScCid", "li_fat_id", "twclid", "rdt_cid", "clicked_at"];

    private static readonly string[] Utm = ["source", "medium", "campaign", "content", "term"];

    private static readonly string[] Consents = ["measure", "advertise", "personalise"];

    /// <summary>Puts one carried field where it belongs; others are left.</summary>
    public static void Add(EventDraft draft, string? name, string? value)
    {
        if (name is null || value is null) return;
        var plain = name.TrimStart('_');
        var isOurs = plain.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
        if (isOurs) plain = plain[Prefix.Length..];
        if (System.Array.Find(Clicks, click => click.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } click && (isOurs || click != "clicked_at")) draft.Set($"click_ids.{click}", value);
        else if (plain.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) && Utm.Contains(plain[4..].ToLowerInvariant())) draft.Set($"utm.{plain[4..].ToLowerInvariant()}", value);
        else if (isOurs && plain is "anonymous_id" or "device_id") draft.Set($"user.{plain}", value);
        else if (isOurs && plain == "consent") AddConsent(draft, value);
    }

    /// <summary>A page's address, where the source tells the one at which the visit began.</summary>
    public static void AddLanding(EventDraft draft, string? address)
    {
        if (address is null) return;
        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return;
        foreach (var part in address[(query + 1)..].Split('#')[0].Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) Add(draft, part[..equals], Uri.UnescapeDataString(part[(equals + 1)..].Replace('+', ' ')));
        }
    }

    /// <summary><c>measure,advertise</c>, or <c>none</c>: what was asked and not given is refused.</summary>
    private static void AddConsent(EventDraft draft, string value)
    {
        var given = value.Split(',', StringSplitOptions.TrimEntries);
        foreach (var purpose in Consents) draft.Set($"consent.{purpose}", given.Contains(purpose));
    }
}
