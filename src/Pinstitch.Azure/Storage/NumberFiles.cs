using System.Runtime.InteropServices;

namespace Pinstitch.Azure.Storage;

/// <summary>Blobs of 128-bit numbers (hashes, keys, persons), 16 bytes each and nothing else.</summary>
public static class NumberFiles
{
    /// <exception cref="FileNotFoundException">There is no such blob.</exception>
    public static async Task<UInt128[]> ReadNumbersAsync(this BlobFolder folder, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return MemoryMarshal.Cast<byte, UInt128>((await folder.ReadAsync(name, cancellation)).ToMemory().Span).ToArray();
    }

    public static Task WriteNumbersAsync(this BlobFolder folder, string name, IEnumerable<UInt128> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.WriteAsync(name, new(MemoryMarshal.AsBytes<UInt128>(numbers.ToArray()).ToArray()), cancellation);
    }
}
