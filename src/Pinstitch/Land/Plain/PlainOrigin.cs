namespace Pinstitch.Land.Plain;

/// <summary>The origin of the last plain web address, such as <c>https://shop.example</c>: most have the same as the one before, and need no second look.</summary>
internal sealed class PlainOrigin
{
    private readonly byte[] text = new byte[8 + 253];

    /// <summary>Bytes of the origin; 0 before the first address.</summary>
    public int Length { get; private set; }

    /// <summary>Where the host begins in it.</summary>
    public int Host { get; private set; }

    /// <summary>Whether an address has this origin.</summary>
    public bool IsOf(ReadOnlySpan<byte> url) =>
        Length > 0 && url.Length >= Length && (url.Length == Length || url[Length] is (byte)'/' or (byte)'?' or (byte)'#') && url[..Length].SequenceEqual(text.AsSpan(0, Length));

    /// <summary>Keeps the origin of an address.</summary>
    public void Keep(ReadOnlySpan<byte> url, int host, int hostLength)
    {
        (Host, Length) = (host, host + hostLength);
        url[..Length].CopyTo(text);
    }
}
