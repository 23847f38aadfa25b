using Amqp;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// Holds back what the server sends after SASL until the first byte of the client's AMQP header is there. AMQPNetLite
/// would send its header at once, and the JavaScript client (rhea 3.0) stalls for ever when that arrives in one packet
/// with the SASL outcome.
/// </summary>
internal sealed class PatientTransport(IAsyncTransport inner) : IAsyncTransport
{
    private readonly TaskCompletionSource spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void SetConnection(Connection connection) => inner.SetConnection(connection);

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        await spoken.Task;
        await inner.SendAsync(bufferList, listSize);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        var received = await inner.ReceiveAsync(buffer, offset, count);
        spoken.TrySetResult();
        return received;
    }

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => inner.Receive(buffer, offset, count);

    public void Close()
    {
        spoken.TrySetResult();
        inner.Close();
    }
}
