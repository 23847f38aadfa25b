using System.Text.Encodings.Web;
using System.Text.Json;
using Pinstitch.Land.Packing;
using Pinstitch.Land.Plain;

namespace Pinstitch.Land;

/// <summary>JSON lines of landed or rejected messages on their way to storage; the buffers are used again after each block.</summary>
public sealed class LandingLines
{
    /// <summary>Text that goes into one block. It compresses to far less than the 4 MB that every service version takes.</summary>
    private const int BlockText = 4 * 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly LineBuffer buffer = new();
    private readonly GzipPress press = new();
    private readonly List<ReadOnlyMemory<byte>> full = [];
    private readonly Utf8JsonWriter writer;
    private readonly PlainLines? plain;

    /// <param name="reader">Reads events that come as messages; null where none do.</param>
    public LandingLines(EventReader? reader = null)
    {
        writer = new(buffer, Options);
        plain = reader is null ? null : new(reader, buffer);
    }

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    public void Add(LandedRecord record)
    {
        LandingJson.Write(writer, record);
        EndRecord();
    }

    public void Add(RejectedRecord record)
    {
        LandingJson.Write(writer, record);
        EndRecord();
    }

    /// <summary>Compresses the lines into gzip members, one for a block of storage, and begins anew.</summary>
    /// <returns>The members; they are good until the next line is added.</returns>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pack()
    {
        ReadOnlyMemory<byte>[] blocks = buffer.Length == 0 ? [.. full] : [.. full, Block()];
        Clear();
        return blocks;
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear()
    {
        full.Clear();
        plain?.Clear();
        buffer.CutTo(0);
        Count = 0;
    }

    /// <summary>
    /// Adds the line of a message that is in its usual form, the quick way: the same line that its record has.
    /// </summary>
    /// <param name="partition">The hub's partition.</param>
    /// <param name="delivery">The message; its bytes must stay until the lines are packed.</param>
    /// <param name="now">Ticks of UTC.</param>
    /// <returns>False when <see cref="EventReader"/> has to say what it is.</returns>
    internal bool TryAdd(int partition, Delivery delivery, long now)
    {
        if (plain?.Add(partition, delivery.Sequence, delivery.Body, now) != true) return false;
        EndLine();
        return true;
    }

    private void EndRecord()
    {
        writer.Flush();
        writer.Reset();
        buffer.Ensure(1);
        buffer.Add((byte)'\n');
        EndLine();
    }

    private void EndLine()
    {
        Count++;
        if (buffer.Length >= BlockText) full.Add(Block().ToArray());
    }

    private ReadOnlyMemory<byte> Block()
    {
        plain?.Fill();
        var block = press.Pack(buffer.Written);
        buffer.CutTo(0);
        return block;
    }
}
