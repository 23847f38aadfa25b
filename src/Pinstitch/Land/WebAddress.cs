using System.Text;
using Pinstitch.Land.Plain;

namespace Pinstitch.Land;

/// <summary>The parts of a web address. Plain ones are taken apart in place, the others by <see cref="Uri"/>; both give the same.</summary>
/// <param name="Host">Lower case.</param>
/// <param name="Path">Without query.</param>
/// <param name="Query">Where the query begins in the address's bytes, behind the question mark.</param>
internal readonly record struct WebAddress(string Host, string Path, int Query)
{
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

    private static WebAddress? Plain(ReadOnlySpan<byte> url) => PlainAddress.Read(url, out var plain)
        ? new(
            Encoding.UTF8.GetString(url.Slice(plain.Host, plain.HostLength)),
            plain.PathLength == 0 ? "/" : Encoding.UTF8.GetString(url.Slice(plain.Path, plain.PathLength)),
            plain.Query)
        : null;
}
