using System.Text;

namespace Pinstitch.Land;

/// <summary>Copies addresses with no more in them than is read of them: anything may stand in a query.</summary>
internal static class AddressCopy
{
    private static readonly string[] Utm = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];

    /// <summary>A page's address: host, path, UTM parameters and click ids.</summary>
    public static string Page(string url)
    {
        var bytes = Encoding.UTF8.GetBytes(url.Trim());
        if (WebAddress.Read(bytes) is not { } address) return TextScrub.All(url);
        var copy = new StringBuilder("https://").Append(address.Host).Append(PageAddress.Path(address.Path));
        var mark = '?';
        foreach (var part in Encoding.UTF8.GetString(bytes.AsSpan(address.Query)).Split('#')[0].Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) continue;
            var (name, value) = (part[..equals], part[(equals + 1)..]);
            var isUtm = Utm.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (!isUtm && ClickNames.Find(Encoding.UTF8.GetBytes(name)) is null) continue;
            if (isUtm) value = Uri.EscapeDataString(PageAddress.Utm(Uri.UnescapeDataString(value.Replace('+', ' '))) ?? string.Empty);
            copy.Append(mark).Append(name).Append('=').Append(value);
            mark = '&';
        }

        return copy.ToString();
    }

    /// <summary>Where the visitor came from: scheme and host.</summary>
    public static string Referrer(string url)
    {
        var text = url.Trim();
        if (text.Length == 0) return text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? $"{uri.Scheme}://{uri.Host}/" : "(removed)";
    }
}
