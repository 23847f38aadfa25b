using System.IO.Compression;
using System.Text.Json;

namespace Pinstitch.Platforms.Rows;

/// <summary>Opens a part of a report by what it is: JSON or CSV, packed or not, with or without a byte order mark.</summary>
internal static class RowSources
{
    /// <exception cref="RowFaultException">It is neither.</exception>
    public static IRowSource Open(Stream part, string platform, RowShape shape, NameTable names, Func<JsonElement, Fault> faultOf)
    {
        var stream = new PeekStream(part);
        if (stream.Starts(0x1F, 0x8B)) stream = new(new GZipStream(stream, CompressionMode.Decompress));
        if (stream.Starts((byte)'P', (byte)'K')) stream = new(Entry(stream));
        if (stream.Starts(0xEF, 0xBB)) stream.Skip(3);
        return stream.FirstLetter() switch
        {
            null => new NoRows(stream),
            '{' or '[' => new JsonRows(stream, platform, shape, names, faultOf),
            '<' => throw new RowFaultException(new(FaultKind.Transient, $"{platform} sent a web page instead of a report; it is fetched again.")),
            _ => new CsvRows(stream, platform, shape, names),
        };
    }

    private static MemoryStream Entry(Stream zip)
    {
        // A zip file's table of contents is at its end.
        using var whole = new MemoryStream();
        zip.CopyTo(whole);
        using var archive = new ZipArchive(whole, ZipArchiveMode.Read);
        var unpacked = new MemoryStream();
        if (archive.Entries.Count > 0)
        {
            using var entry = archive.Entries[0].Open();
            entry.CopyTo(unpacked);
        }

        unpacked.Position = 0;
        return unpacked;
    }

    private sealed class NoRows(Stream stream) : IRowSource
    {
        public bool Read(FlatRow row) => false;

        public void Dispose() => stream.Dispose();
    }
}
