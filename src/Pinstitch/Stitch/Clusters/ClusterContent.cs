using System.Buffers.Binary;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Identifiers that hang together by edges, whatever guard rails say of these, and all these edges. Persons never reach beyond a cluster, so
/// a night reads and writes only those that its edges touch.
/// </summary>
public sealed class ClusterContent
{
    private const int NodeSize = 17;

    /// <summary>In the order in which they came; edges refer to places in it.</summary>
    public List<Identifier> Nodes { get; } = [];

    /// <summary>Each pair once.</summary>
    public List<ClusterEdge> Edges { get; } = [];

    /// <summary>The edge at a place, with its identifiers.</summary>
    public KeyedEdge this[int edge] => new(Nodes[Edges[edge].A], Nodes[Edges[edge].B], Edges[edge].Time, Edges[edge].Night);

    /// <summary>Adds an edge with both its identifiers, whether they are there or not.</summary>
    internal void Append(KeyedEdge edge)
    {
        Nodes.Add(edge.A);
        Nodes.Add(edge.B);
        Edges.Add(new(Nodes.Count - 2, Nodes.Count - 1, edge.Time, edge.Night));
    }

    /// <summary>Adds what a record holds.</summary>
    public void Read(ReadOnlySpan<byte> body)
    {
        var nodes = ReadNumber(ref body);
        for (; nodes > 0; nodes--)
        {
            Nodes.Add(new((IdentifierType)body[0], BinaryPrimitives.ReadUInt128BigEndian(body[1..])));
            body = body[NodeSize..];
        }

        var edges = ReadNumber(ref body);
        for (; edges > 0; edges--)
        {
            var (a, b, night) = (ReadNumber(ref body), ReadNumber(ref body), ReadNumber(ref body));
            Edges.Add(new((int)a, (int)b, BinaryPrimitives.ReadUInt32BigEndian(body), (ushort)night));
            body = body[4..];
        }
    }

    /// <summary>Writes what has come since.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="firstNode">Nodes before it are on storage already.</param>
    /// <param name="firstEdge">Edges before it are on storage already.</param>
    public void Write(List<byte> output, int firstNode, int firstEdge)
    {
        Span<byte> node = stackalloc byte[NodeSize];
        WriteNumber(output, Nodes.Count - firstNode);
        for (var place = firstNode; place < Nodes.Count; place++)
        {
            node[0] = (byte)Nodes[place].Type;
            BinaryPrimitives.WriteUInt128BigEndian(node[1..], Nodes[place].Key);
            output.AddRange(node);
        }

        WriteNumber(output, Edges.Count - firstEdge);
        for (var place = firstEdge; place < Edges.Count; place++)
        {
            var edge = Edges[place];
            WriteNumber(output, edge.A);
            WriteNumber(output, edge.B);
            WriteNumber(output, edge.Night);
            BinaryPrimitives.WriteUInt32BigEndian(node, edge.Time);
            output.AddRange(node[..4]);
        }
    }

    private static uint ReadNumber(ref ReadOnlySpan<byte> body)
    {
        for (uint value = 0, shift = 0, place = 0; ; shift += 7, place++)
        {
            value |= (uint)(body[(int)place] & 0x7F) << (int)shift;
            if (body[(int)place] >= 0x80) continue;
            body = body[((int)place + 1)..];
            return value;
        }
    }

    private static void WriteNumber(List<byte> output, int number)
    {
        var value = (uint)number;
        for (; value >= 0x80; value >>= 7) output.Add((byte)(value | 0x80));
        output.Add((byte)value);
    }
}
