using System.Text;

namespace Pinstitch.Land;

/// <summary>Takes a page's address apart: what is kept, and the click ids in it.</summary>
internal static class PageAddress
{
    private const int LongestUtm = 200;

    /// <summary>Null when the text is no absolute web address.</summary>
    /// <param name="url">The address, trimmed.</param>
    /// <param name="referrer">The address of the page before, trimmed; empty where there is none.</param>
    /// <param name="clicks">Gets the click ids in the address; null to leave them.</param>
    public static LandedPage? Read(ReadOnlySpan<byte> url, ReadOnlySpan<byte> referrer, List<LandedClick>? clicks)
    {
        if (WebAddress.Read(url) is not { } address) return null;
        var page = new LandedPage(address.Host, Path(address.Path)) { ReferrerHost = WebAddress.HostOf(referrer) };
        var query = url[address.Query..];
        if (query.IndexOf((byte)'#') is var fragment and >= 0) query = query[..fragment];
        return query.IsEmpty ? page : Read(page, query, clicks);
    }

    private static LandedPage Read(LandedPage page, ReadOnlySpan<byte> query, List<LandedClick>? clicks)
    {
        string?[] utm = new string?[UtmNames.Length];
        var first = (Place: int.MaxValue, Name: (string?)null);
        while (!query.IsEmpty)
        {
            var end = query.IndexOf((byte)'&');
            var part = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            var equals = part.IndexOf((byte)'=');
            if (equals <= 0) continue;
            var name = part[..equals];
            var value = part[(equals + 1)..];
            // The first of several wins, as in browsers' own URLSearchParams.get.
            if (Find(name, UtmNames) is var place and >= 0) utm[place] ??= Unescape(value);
            else if (ClickNames.Find(name) is { } click && (clicks is null || !clicks.Exists(item => item.Name == click.Name)) && ReadClick(click, value) is { } id)
            {
                if (click.Place < first.Place) first = (click.Place, click.Name);
                clicks?.Add(new(click.Name, id, null));
            }
        }

        return page with
        {
            UtmSource = Utm(utm[0]),
            UtmMedium = Utm(utm[1]),
            UtmCampaign = Utm(utm[2]),
            UtmContent = Utm(utm[3]),
            UtmTerm = Utm(utm[4]),
            ClickId = first.Name,
        };
    }

    private static readonly byte[][] UtmNames = [.. new[] { "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term" }.Select(Encoding.UTF8.GetBytes)];

    private static string? ReadClick(ClickName click, ReadOnlySpan<byte> value)
    {
        var id = Unescape(value);
        return ClickNames.IsSound(click, id) ? id : null;
    }

    /// <summary>A path free of personal data; where there was some, escaped anew.</summary>
    public static string Path(string path)
    {
        var clean = TextScrub.All(path);
        return ReferenceEquals(clean, path) || clean == path
            ? path
            : Uri.EscapeDataString(clean).Replace("%2F", "/", StringComparison.Ordinal).Replace("%28", "(", StringComparison.Ordinal).Replace("%29", ")", StringComparison.Ordinal);
    }

    public static string? Utm(string? value) => string.IsNullOrEmpty(value) ? null : TextScrub.All(value.Length > LongestUtm ? value[..LongestUtm] : value);

    private static int Find(ReadOnlySpan<byte> name, byte[][] names)
    {
        for (var place = 0; place < names.Length; place++)
        {
            if (name.Length == names[place].Length && Ascii.EqualsIgnoreCase(name, names[place])) return place;
        }

        return -1;
    }

    private static string Unescape(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        return value.IndexOfAny((byte)'%', (byte)'+') < 0 ? text : Uri.UnescapeDataString(text.Replace('+', ' '));
    }
}
