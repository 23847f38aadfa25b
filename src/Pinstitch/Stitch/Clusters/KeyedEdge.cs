using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>An edge as the identity store keeps it.</summary>
/// <param name="A">The smaller identifier.</param>
/// <param name="B">The larger identifier.</param>
/// <param name="Time">First seen, in seconds since 1970.</param>
/// <param name="Night">Number of the night that learned of it.</param>
public readonly record struct KeyedEdge(Identifier A, Identifier B, uint Time, ushort Night)
{
    public static KeyedEdge From(IdentityEdge edge, ushort night)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return new(edge.A, edge.B, (uint)Math.Clamp(edge.FirstSeen.ToUnixTimeSeconds(), 0, uint.MaxValue), night);
    }
}
