namespace Pinstitch.Stitch.Clusters;

/// <summary>An entry of the index.</summary>
/// <param name="Key">First 64 bits of an identifier's key.</param>
/// <param name="Cluster">The cluster it was in when the entry was written.</param>
public readonly record struct KeyEntry(ulong Key, ulong Cluster);
