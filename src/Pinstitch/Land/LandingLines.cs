using System.Buffers;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinstitch.Land;

/// <summary>JSON lines of landed or rejected messages on their way to storage; the buffers are used again after each block.</summary>
public sealed class LandingLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> buffer = new(256 * 1024);
    private readonly MemoryStream packed = new(64 * 1024);
    private readonly Utf8JsonWriter writer;

    public LandingLines() => writer = new(buffer, Options);

    /// <summary>Bytes of the lines, before they are compressed.</summary>
    public int Length => buffer.WrittenCount;

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
        packed.SetLength(0);
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    private void EndLine()
    {
        writer.Flush();
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        writer.Reset();
    }
}
