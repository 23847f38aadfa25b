using System.Text;

namespace Pinstitch.Land;

/// <summary>The parts of a web address. Plain ones are taken apart in place, the others by <see cref="Uri"/>; both give the same.</summary>
/// <param name="Host">Lower case.</param>
/// <param name="Path">Without query.</param>
/// <param name="Query">Where the query begins in the address's bytes, behind the question mark.</param>
internal readonly record struct WebAddress(string Host, string Path, int Query)
{
    private static readonly System.Buffers.SearchValues<byte> HostBytes = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-."u8);

    private static readonly System.Buffers.SearchValues<byte> PathBytes = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~/"u8);

    /// <summary>Null when the text is no absolute address of the web.</summary>
    public static WebAddress? Read(ReadOnlySpan<byte> url)
    {
        if (Plain(url) is { } plain) return plain;
        if (!Uri.TryCreate(Encoding.UTF8.GetString(url), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0) return null;
        var (mark, fragment) = (url.IndexOf((byte)'?'), url.IndexOf((byte)'#'));
        return new(uri.Host, uri.AbsolutePath, mark < 0 || (fragment >= 0 && fragment < mark) ? url.Length : mark + 1);
    }

    /// <summary>The host of an address of any scheme (<c>android-app://…</c> too); null when there is none.</summary>
    public static string? HostOf(ReadOnlySpan<byte> url)
    {
        if (url.IsEmpty) return null;
        if (Plain(url) is { } plain) return plain.Host;
        return Uri.TryCreate(Encoding.UTF8.GetString(url), UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;
    }

    private static WebAddress? Plain(ReadOnlySpan<byte> url)
    {
        var start = url.StartsWith("https://"u8) ? 8 : url.StartsWith("http://"u8) ? 7 : 0;
        if (start == 0) return null;
        var rest = url[start..];
        var end = rest.IndexOfAny("/?#"u8);
        var host = end < 0 ? rest : rest[..end];
        // Hosts that are numbers or have an empty label are read in ways of their own.
        if (host.IsEmpty || host.Length > 253 || host.ContainsAnyExcept(HostBytes) || host.IndexOf(".."u8) >= 0 || host[0] is (byte)'.' or (byte)'-' || host[^1] is (byte)'.' or (byte)'-' || !char.IsAsciiLetter((char)host[^1])) return null;
        if (end < 0) return new(Encoding.UTF8.GetString(host), "/", url.Length);
        var behind = rest[end..];
        var pathEnd = behind.IndexOfAny("?#"u8);
        var path = pathEnd < 0 ? behind : behind[..pathEnd];
        if (path.ContainsAnyExcept(PathBytes)) return null;
        var query = pathEnd >= 0 && behind[pathEnd] == '?' ? start + end + pathEnd + 1 : url.Length;
        return new(Encoding.UTF8.GetString(host), path.IsEmpty ? "/" : Encoding.UTF8.GetString(path), query);
    }
}
