using System.Buffers.Text;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Edges as a text file: two identifiers and the time, apart by tabs.</summary>
internal static class EdgeFile
{
    public static void Write(string path, ulong seed, ReadOnlySpan<WorldEdge> edges)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Span<byte> line = stackalloc byte[256];
        foreach (ref readonly var edge in edges)
        {
            var length = edge.A.Write(seed, line);
            line[length++] = (byte)'\t';
            length += edge.B.Write(seed, line[length..]);
            line[length++] = (byte)'\t';
            Utf8Formatter.TryFormat(edge.Time, line[length..], out var digits);
            length += digits;
            line[length++] = (byte)'\n';
            stream.Write(line[..length]);
        }
    }
}
