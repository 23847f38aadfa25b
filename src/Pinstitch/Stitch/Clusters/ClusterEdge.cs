namespace Pinstitch.Stitch.Clusters;

/// <summary>An edge within a cluster.</summary>
/// <param name="A">Place of one identifier among the cluster's.</param>
/// <param name="B">Place of the other.</param>
/// <param name="Time">First seen, in seconds since 1970.</param>
/// <param name="Night">Number of the night that learned of it.</param>
public readonly record struct ClusterEdge(int A, int B, uint Time, ushort Night);
