namespace Pinstitch.Stitch.Clusters;

/// <summary>Where the identity store is kept.</summary>
public interface IIdentityFiles
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>Writes a file, or writes it again: a repeat has the same bytes.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);
}
