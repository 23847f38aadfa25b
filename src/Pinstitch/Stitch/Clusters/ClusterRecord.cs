namespace Pinstitch.Stitch.Clusters;

/// <summary>Takes a record of a ledger run.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="body">Its identifiers and edges, for <see cref="ClusterContent.Read"/>.</param>
public delegate void ClusterRecord(ulong cluster, ReadOnlySpan<byte> body);
