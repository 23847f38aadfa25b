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

    /// <summary>The same for an address that most likely has the origin of the one before.</summary>
    /// <param name="url">The address.</param>
    /// <param name="origin">The origin of the last address that was read, such as <c>https://shop.example</c>; gets that of this one.</param>
    /// <param name="address">Gets the parts.</param>
    public static bool Read(ReadOnlySpan<byte> url, PlainOrigin origin, out PlainAddress address)
    {
        if (origin.IsOf(url)) return ReadPath(url, origin.Host, origin.Length, out address);
        if (!Read(url, out address)) return false;
        origin.Keep(url, address.Host, address.HostLength);
        return true;
    }

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
        return ReadPath(url, start, start + host.Length, out address);
    }

    private static bool ReadPath(ReadOnlySpan<byte> url, int host, int place, out PlainAddress address)
    {
        address = new(host, place - host, url.Length, 0, url.Length);
        if (place == url.Length) return true;
        var behind = url[place..];
        var end = behind.IndexOfAny((byte)'?', (byte)'#');
        var path = end < 0 ? behind : behind[..end];
        if (path.ContainsAnyExcept(PathBytes)) return false;
        var query = end >= 0 && behind[end] == '?' ? place + end + 1 : url.Length;
        address = new(host, place - host, place, path.Length, query);
        return true;
    }
}
