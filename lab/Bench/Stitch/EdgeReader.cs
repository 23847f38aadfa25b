using System.Buffers.Text;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Reads an edge file on one core, in blocks that the other core works on.</summary>
internal sealed class EdgeReader(string path) : IDisposable
{
    private const int ReadSize = 1 << 20;
    private const int LongestLine = 512;

    private static readonly (byte[] Name, byte Type)[] Types =
        [.. Enum.GetValues<IdentifierType>().Select(type => (Encoding.ASCII.GetBytes(type.Name()), (byte)type))];

    private readonly BlockingCollection<EdgeBlock> full = new(4);
    private readonly ConcurrentBag<EdgeBlock> free = [];

    public IEnumerable<EdgeBlock> Blocks()
    {
        var reading = Task.Run(Read);
        foreach (var block in full.GetConsumingEnumerable())
        {
            yield return block;
            block.Clear();
            free.Add(block);
        }

        reading.GetAwaiter().GetResult();
    }

    public void Dispose() => full.Dispose();

    private void Read()
    {
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var buffer = new byte[ReadSize + LongestLine];
            var (offset, rest) = (0L, 0);
            for (int read; (read = RandomAccess.Read(file, buffer.AsSpan(rest, ReadSize), offset)) > 0;)
            {
                offset += read;
                var text = buffer.AsSpan(0, rest + read);
                text = text[..(text.LastIndexOf((byte)'\n') + 1)];
                Parse(text);
                rest = rest + read - text.Length;
                buffer.AsSpan(text.Length, rest).CopyTo(buffer);
            }
        }
        finally
        {
            full.CompleteAdding();
        }
    }

    private void Parse(ReadOnlySpan<byte> text)
    {
        if (!free.TryTake(out var block)) block = new();
        while (!text.IsEmpty)
        {
            var tab = text.IndexOf((byte)'\t');
            var (one, oneType) = Identify(text[..tab]);
            text = text[(tab + 1)..];
            tab = text.IndexOf((byte)'\t');
            var (two, twoType) = Identify(text[..tab]);
            text = text[(tab + 1)..];
            if (!Utf8Parser.TryParse(text, out uint time, out var digits)) throw new InvalidDataException("A line has no time.");
            text = text[(digits + 1)..];
            block.Add(one, oneType, two, twoType, time);
            if (!block.IsFull) continue;
            full.Add(block);
            if (!free.TryTake(out block)) block = new();
        }

        full.Add(block);
    }

    private static (UInt128 Key, byte Type) Identify(ReadOnlySpan<byte> text)
    {
        foreach (var (name, type) in Types)
        {
            if (text[0] == name[0] && text[name.Length] == (byte)':' && text.StartsWith(name)) return (XxHash128.HashToUInt128(text), type);
        }

        throw new InvalidDataException($"No identifier: {Encoding.UTF8.GetString(text)}");
    }
}
