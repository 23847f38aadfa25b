using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Pinstitch.Local.Hub;

/// <summary>
/// The bytes of a record on disk, little endian: length of what follows the check sum (4), check sum of it (4, CRC-32),
/// kind (1), sequence (8), enqueued time in UTC ticks (8), key length (4, -1 for none), key, properties length (4, -1 for
/// none), properties, body.
/// </summary>
internal static class RecordCodec
{
    public const int PrefixLength = 8;

    private const int FixedLength = 1 + 8 + 8 + 4 + 4;

    public static void Write(IBufferWriter<byte> writer, long sequence, DateTimeOffset enqueued, string? key, HubMessage message)
    {
        var properties = message.Properties;
        var body = message.Body.Span;
        var keyLength = key is null ? 0 : Encoding.UTF8.GetByteCount(key);
        var propertiesLength = properties is null ? 0 : Encoding.UTF8.GetByteCount(properties);
        var length = FixedLength + keyLength + propertiesLength + body.Length;
        var span = writer.GetSpan(PrefixLength + length)[..(PrefixLength + length)];
        var content = span[PrefixLength..];
        content[0] = (byte)message.Kind;
        BinaryPrimitives.WriteInt64LittleEndian(content[1..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(content[9..], enqueued.UtcTicks);
        var at = 17;
        WriteText(content, ref at, key, keyLength);
        WriteText(content, ref at, properties, propertiesLength);
        body.CopyTo(content[at..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], Crc32.HashToUInt32(content));
        writer.Advance(PrefixLength + length);
    }

    /// <summary>Length of the record that starts here, prefix included; 0 when the bytes are no whole, sound record.</summary>
    public static int SoundLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PrefixLength) return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < FixedLength || length > bytes.Length - PrefixLength) return 0;
        var content = bytes.Slice(PrefixLength, length);
        return Crc32.HashToUInt32(content) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) ? PrefixLength + length : 0;
    }

    /// <summary>Length of the record that starts here, prefix included, by its first bytes alone.</summary>
    public static int Length(ReadOnlySpan<byte> prefix) => PrefixLength + BinaryPrimitives.ReadInt32LittleEndian(prefix);

    /// <summary>Reads a record that <see cref="SoundLength"/> has accepted.</summary>
    public static HubRecord Read(ReadOnlyMemory<byte> record, long offset)
    {
        var content = record.Span[PrefixLength..];
        var at = 17;
        var key = ReadText(content, ref at);
        var properties = ReadText(content, ref at);
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(content[1..]),
            offset,
            new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(content[9..]), TimeSpan.Zero),
            key,
            (RecordKind)content[0],
            properties,
            record[(PrefixLength + at)..]);
    }

    private static void WriteText(Span<byte> content, ref int at, string? text, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content[at..], text is null ? -1 : length);
        at += 4;
        if (text is null) return;
        at += Encoding.UTF8.GetBytes(text, content[at..]);
    }

    private static string? ReadText(ReadOnlySpan<byte> content, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(content[at..]);
        at += 4;
        if (length < 0) return null;
        var text = Encoding.UTF8.GetString(content.Slice(at, length));
        at += length;
        return text;
    }
}
