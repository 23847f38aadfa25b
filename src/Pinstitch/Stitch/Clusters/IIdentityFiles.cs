namespace Pinstitch.Stitch.Clusters;

/// <summary>Where the identity store is kept.</summary>
public interface IIdentityFiles
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    ReadOnlyMemory<byte> Read(string name);

    /// <summary>Writes a file, or writes it again: a repeat has the same bytes.</summary>
    void Write(string name, ReadOnlyMemory<byte> content);
}
