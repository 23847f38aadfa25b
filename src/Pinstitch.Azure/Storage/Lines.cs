using System.IO.Compression;

namespace Pinstitch.Azure.Storage;

/// <summary>Lines of compressed text, as bytes.</summary>
public static class Lines
{
    /// <summary>Unpacks and splits at line feeds; an empty blob has no lines.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(BinaryData content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.ToMemory().IsEmpty) yield break;
        using var zip = new GZipStream(content.ToStream(), CompressionMode.Decompress);
        using var stream = new MemoryStream();
        zip.CopyTo(stream);
        var rest = new ReadOnlyMemory<byte>(stream.GetBuffer(), 0, (int)stream.Length);
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0) end = rest.Length;
            if (end > 0) yield return rest[..end];
            rest = rest[Math.Min(end + 1, rest.Length)..];
        }
    }

    public static BinaryData Write(IEnumerable<byte[]> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in lines)
            {
                zip.Write(line);
                zip.WriteByte((byte)'\n');
            }
        }

        return new(stream.ToArray());
    }
}
