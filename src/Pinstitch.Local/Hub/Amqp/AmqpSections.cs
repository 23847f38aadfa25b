using System.Buffers.Binary;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// Finds the sections of an encoded AMQP message without decoding them (OASIS AMQP 1.0, part 3, §3.2; encodings in part 1,
/// §1.6).
/// </summary>
internal static class AmqpSections
{
    public const byte Header = 0x70;
    public const byte DeliveryAnnotations = 0x71;
    public const byte MessageAnnotations = 0x72;
    public const byte Properties = 0x73;
    public const byte ApplicationProperties = 0x74;
    public const byte Data = 0x75;
    public const byte Sequence = 0x76;
    public const byte Value = 0x77;

    /// <summary>Where the bare message begins: behind header, delivery annotations and message annotations.</summary>
    public static int BareStart(ReadOnlySpan<byte> message)
    {
        var at = 0;
        while (at < message.Length && Code(message[at..]) is Header or DeliveryAnnotations or MessageAnnotations) at += Length(message[at..]);
        return at;
    }

    /// <summary>Code of the section that starts here.</summary>
    /// <exception cref="FormatException">The bytes are no section.</exception>
    public static byte Code(ReadOnlySpan<byte> section) => section switch
    {
        [0x00, 0x53, var code, ..] => code,
        [0x00, 0x80, 0, 0, 0, 0, 0, 0, 0, var code, ..] => code,
        _ => throw new FormatException("The message is no sequence of AMQP sections."),
    };

    /// <summary>Length of the section that starts here, its descriptor included.</summary>
    /// <exception cref="FormatException">The bytes are no whole section.</exception>
    public static int Length(ReadOnlySpan<byte> section)
    {
        var descriptor = DescriptorLength(section);
        var length = descriptor + ValueLength(section[descriptor..]);
        return length <= section.Length ? length : throw Torn();
    }

    /// <summary>The bytes in a data section.</summary>
    /// <exception cref="FormatException">The section holds something else.</exception>
    public static ReadOnlyMemory<byte> Binary(ReadOnlyMemory<byte> section)
    {
        var descriptor = DescriptorLength(section.Span);
        var prefix = section.Span[descriptor] switch
        {
            0xa0 => 2,
            0xb0 => 5,
            _ => throw new FormatException("A data section holds no binary."),
        };
        return section[(descriptor + prefix)..];
    }

    private static int DescriptorLength(ReadOnlySpan<byte> section) => section is [0x00, 0x53, ..] ? 3 : 10;

    /// <summary>By the constructor's upper half byte: 4 empty, 5–9 of fixed width, A C E with one byte of size, B D F with four.</summary>
    private static int ValueLength(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) throw Torn();
        if (value[0] == 0x00) throw new FormatException("A described value within a section's value is not supported.");
        switch (value[0] >> 4)
        {
            case 0x4: return 1;
            case 0x5: return 2;
            case 0x6: return 3;
            case 0x7: return 5;
            case 0x8: return 9;
            case 0x9: return 17;
            case 0xa or 0xc or 0xe: return value.Length > 1 ? 2 + value[1] : throw Torn();
            case 0xb or 0xd or 0xf:
                var size = value.Length > 4 ? BinaryPrimitives.ReadUInt32BigEndian(value[1..]) : throw Torn();
                return size <= int.MaxValue - 16 ? 5 + (int)size : throw Torn();
            default: throw new FormatException($"0x{value[0]:x2} is no AMQP type.");
        }
    }

    private static FormatException Torn() => new("The message ends within a section.");
}
