using System.Runtime.InteropServices;

namespace Pinstitch.Stitch;

/// <summary>An edge between two places of the identifier table, packed: a hundred million of them are to fit.</summary>
/// <param name="A">Place of one identifier.</param>
/// <param name="B">Place of the other.</param>
/// <param name="Time">First seen, in seconds since 1970.</param>
/// <param name="Night">The night in which it became known.</param>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal readonly record struct GraphEdge(int A, int B, uint Time, ushort Night);
