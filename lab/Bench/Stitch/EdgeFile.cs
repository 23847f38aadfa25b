using System.Buffers.Text;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Edges as a text file: two identifiers and the time, apart by tabs.</summary>
internal sealed class EdgeFile(string path, ulong seed) : IDisposable
{
    private readonly FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
    private readonly byte[] line = new byte[256];

    public long Edges { get; private set; }

    public static void Write(string path, ulong seed, ReadOnlySpan<WorldEdge> edges)
    {
        using var file = new EdgeFile(path, seed);
        foreach (ref readonly var edge in edges) file.Add(edge);
    }

    public void Add(in WorldEdge edge)
    {
        var length = edge.A.Write(seed, line);
        line[length++] = (byte)'\t';
        length += edge.B.Write(seed, line.AsSpan(length));
        line[length++] = (byte)'\t';
        Utf8Formatter.TryFormat(edge.Time, line.AsSpan(length), out var digits);
        length += digits;
        line[length++] = (byte)'\n';
        stream.Write(line.AsSpan(0, length));
        Edges++;
    }

    public void Dispose() => stream.Dispose();
}
