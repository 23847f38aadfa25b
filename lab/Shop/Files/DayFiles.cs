using System.Buffers.Binary;
using System.IO.Compression;

namespace Pinstitch.Lab.Shop.Files;

/// <summary>Sorts lines into a file a day, and within the day by time: first into a rough file each, then day by day in memory.</summary>
internal sealed class DayFiles
{
    private const int HeadBytes = 12;

    private readonly string folder;
    private readonly DateOnly first;
    private readonly FileStream[] rough;

    public DayFiles(string folder, DateOnly first, int days)
    {
        (this.folder, this.first) = (folder, first);
        Directory.CreateDirectory(folder);
        rough = [.. Enumerable.Range(0, days).Select(day => new FileStream(Path.Combine(folder, $"{day:D4}.rough"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose))];
    }

    public void Add(int day, long time, byte[] line)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt64LittleEndian(head, time);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], line.Length);
        rough[day].Write(head);
        rough[day].Write(line);
    }

    /// <summary>Writes the days' files; lines of the same second keep the order in which they were added.</summary>
    /// <returns>How many lines there are.</returns>
    public long Finish(CancellationToken cancellation)
    {
        var count = 0L;
        for (var day = 0; day < rough.Length; day++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = new byte[rough[day].Length];
            rough[day].Position = 0;
            rough[day].ReadExactly(bytes);
            rough[day].Dispose();
            var lines = new List<(long Time, int At, int Length)>();
            for (var at = 0; at < bytes.Length;)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 8));
                lines.Add((BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)), at + HeadBytes, length));
                at += HeadBytes + length;
            }

            lines.Sort((one, two) => one.Time != two.Time ? one.Time.CompareTo(two.Time) : one.At.CompareTo(two.At));
            using var zip = new GZipStream(File.Create(Path.Combine(folder, $"date={first.AddDays(day):yyyy-MM-dd}.ndjson.gz")), CompressionLevel.Fastest);
            foreach (var (_, at, length) in lines) zip.Write(bytes, at, length);
            count += lines.Count;
        }

        return count;
    }
}
