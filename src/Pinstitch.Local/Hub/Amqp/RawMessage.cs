using Amqp;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>A received message that is not decoded: events go into the log as they came.</summary>
internal sealed class RawMessage(ByteBuffer buffer) : Message
{
    public ReadOnlyMemory<byte> Bytes => buffer.Buffer.AsMemory(buffer.Offset, buffer.Length);

    /// <exception cref="AmqpException">The bytes are no AMQP message.</exception>
    public Message Decoded() => Decode(buffer);
}
