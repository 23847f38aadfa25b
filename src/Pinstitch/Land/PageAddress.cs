namespace Pinstitch.Land;

/// <summary>Takes a page's address apart: what is kept, and the click ids in it.</summary>
internal static class PageAddress
{
    private static readonly (string Parameter, IdentifierType? Type)[] ClickIds =
    [
        ("epik", IdentifierType.Epik),
        ("fbclid", IdentifierType.Fbclid),
        ("gclid", IdentifierType.Gclid),
        ("gbraid", null),
        ("wbraid", null),
        ("ttclid", null),
        ("msclkid", null),
        ("ScCid", null),
        ("li_fat_id", null),
    ];

    /// <summary>Null when the text is no absolute web address.</summary>
    public static (LandedPage Page, IReadOnlyList<(IdentifierType Type, string Value)> Clicks)? Read(string url, string? referrer)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return null;
        var query = Query(uri.Query);
        var clicks = new List<(IdentifierType, string)>();
        string? click = null;
        foreach (var (parameter, type) in ClickIds)
        {
            if (!query.TryGetValue(parameter, out var value) || value.Length is 0 or > 512) continue;
            click ??= parameter;
            if (type is { } known) clicks.Add((known, value));
        }

        var page = new LandedPage(uri.Host, TextScrub.Emails(uri.AbsolutePath))
        {
            ReferrerHost = Uri.TryCreate(referrer, UriKind.Absolute, out var from) ? from.Host : null,
            UtmSource = Utm(query, "utm_source"),
            UtmMedium = Utm(query, "utm_medium"),
            UtmCampaign = Utm(query, "utm_campaign"),
            UtmContent = Utm(query, "utm_content"),
            UtmTerm = Utm(query, "utm_term"),
            ClickId = click,
        };
        return (page, clicks);
    }

    private static string? Utm(Dictionary<string, string> query, string name) =>
        query.TryGetValue(name, out var value) && value.Length > 0 ? TextScrub.Emails(value.Length > 200 ? value[..200] : value) : null;

    private static Dictionary<string, string> Query(string query)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) continue;
            // The first of several wins, as in browsers' own URLSearchParams.get.
            found.TryAdd(part[..equals], Uri.UnescapeDataString(part[(equals + 1)..].Replace('+', ' ')));
        }

        return found;
    }
}
