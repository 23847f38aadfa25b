using System.Buffers;

namespace Pinstitch.Land.Plain;

/// <summary>Where the parts of a plain web address stand in its bytes.</summary>
/// <param name="Host">First byte of the host, which is lower case.</param>
/// <param name="HostLength">Its bytes.</param>
/// <param name="Path">First byte of the path.</param>
/// <param name="PathLength">Its bytes; 0 for the root.</param>
/// <param name="Query">Where the query begins, behind the question mark; the address's length where there is none.</param>
internal readonly record struct PlainAddress(int Host, int HostLength, int Path, int PathLength, int Query)
{
    private static readonly SearchValues<byte> HostBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-."u8);

    private static readonly SearchValues<byte> PathBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~/"u8);

    /// <summary>False for addresses that only <see cref="Uri"/> can take apart, and for what is none.</summary>
    public static bool Read(ReadOnlySpan<byte> url, out PlainAddress address)
    {
        address = default;
        var start = url.StartsWith("https://"u8) ? 8 : url.StartsWith("http://"u8) ? 7 : 0;
        if (start == 0) return false;
        var rest = url[start..];
        var end = rest.IndexOfAny("/?#"u8);
        var host = end < 0 ? rest : rest[..end];
        // Hosts that are numbers or have an empty label are read in ways of their own.
        if (host.IsEmpty || host.Length > 253 || host.ContainsAnyExcept(HostBytes) || host.IndexOf(".."u8) >= 0 || host[0] is (byte)'.' or (byte)'-' || host[^1] is (byte)'.' or (byte)'-' || !char.IsAsciiLetter((char)host[^1])) return false;
        address = new(start, host.Length, url.Length, 0, url.Length);
        if (end < 0) return true;
        var behind = rest[end..];
        var pathEnd = behind.IndexOfAny("?#"u8);
        var path = pathEnd < 0 ? behind : behind[..pathEnd];
        if (path.ContainsAnyExcept(PathBytes)) return false;
        var query = pathEnd >= 0 && behind[pathEnd] == '?' ? start + end + pathEnd + 1 : url.Length;
        address = new(start, host.Length, start + end, path.Length, query);
        return true;
    }
}
