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
        // A zip file without files begins with its table of contents.
        if (stream.Starts((byte)'P', (byte)'K', 5, 6)) return new NoRows(stream);
        if (stream.Starts((byte)'P', (byte)'K', 3, 4)) stream = new(Entry(stream));
        if (stream.Starts(0xEF, 0xBB, 0xBF)) stream.Skip(3);
        return stream.FirstLetter() switch
        {
            '<' => throw new RowFaultException(new(FaultKind.Transient, $"{platform} sent a web page instead of a report; it is fetched again.")),
            not ('{' or '[') when shape.IsEnveloped => throw new RowFaultException(new(FaultKind.Transient, $"{platform} sent something else than a report; it is fetched again.", "not the JSON around the rows")),
            null => new NoRows(stream),
            '{' or '[' => new JsonRows(stream, platform, shape, names, faultOf),
            _ => new CsvRows(stream, platform, shape, names),
        };
    }

    private static Stream Entry(Stream zip)
    {
        // A zip file's table of contents is at its end, so it must be there as a whole; not in memory, for it may be large.
        using var packed = zip;
        var whole = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            packed.CopyTo(whole);
            var archive = new ZipArchive(whole, ZipArchiveMode.Read);
            if (archive.Entries.Count > 0) return new EntryStream(archive, archive.Entries[0].Open());
            archive.Dispose();
            return Stream.Null;
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    private sealed class NoRows(Stream stream) : IRowSource
    {
        public bool Read(FlatRow row) => false;

        public void Dispose() => stream.Dispose();
    }
}
