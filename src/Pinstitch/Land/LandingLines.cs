using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pinstitch.Land.Plain;

namespace Pinstitch.Land;

/// <summary>JSON lines of landed or rejected messages on their way to storage; the buffers are used again after each block.</summary>
public sealed class LandingLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly LineBuffer buffer = new();
    private readonly MemoryStream packed = new(64 * 1024);
    private readonly Utf8JsonWriter writer;
    private readonly PlainLines? plain;

    /// <param name="reader">Reads events that come as messages; null where none do.</param>
    public LandingLines(EventReader? reader = null)
    {
        writer = new(buffer, Options);
        plain = reader is null ? null : new(reader, buffer);
    }

    /// <summary>Bytes of the lines, before they are compressed.</summary>
    public int Length => buffer.Length;

    /// <summary>Adds the line of a message that is in its usual form, the quick way: the same line that its record has.</summary>
    /// <param name="partition">The hub's partition.</param>
    /// <param name="delivery">The message; its bytes must stay until <see cref="Pack"/>.</param>
    /// <param name="now">Ticks of UTC.</param>
    /// <returns>False when <see cref="EventReader"/> has to say what it is.</returns>
    internal bool TryAdd(int partition, Delivery delivery, long now) => plain?.Add(partition, delivery.Sequence, delivery.Body, now) == true;

    public void Add(LandedRecord record)
    {
        LandingJson.Write(writer, record);
        EndLine();
    }

    public void Add(RejectedRecord record)
    {
        LandingJson.Write(writer, record);
        EndLine();
    }

    /// <summary>Compresses the lines into one gzip member and begins anew.</summary>
    /// <returns>The member; it is good until the next call.</returns>
    public ReadOnlyMemory<byte> Pack()
    {
        var text = Lines();
        packed.SetLength(0);
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(text);
        buffer.CutTo(0);
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    /// <summary>The lines as they are packed.</summary>
    internal ReadOnlySpan<byte> Lines()
    {
        plain?.Fill();
        return buffer.Written;
    }

    private void EndLine()
    {
        writer.Flush();
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        writer.Reset();
    }
}
