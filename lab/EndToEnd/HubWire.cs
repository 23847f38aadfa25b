using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Sasl;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>The hub as an AMQP client sees it: messages of any bytes, and bytes that are no AMQP.</summary>
internal sealed class HubWire : IAsyncDisposable
{
    private const string Key = "local";
    private readonly Connection connection;
    private readonly SenderLink sender;

    private HubWire(Connection connection, SenderLink sender) => (this.connection, this.sender) = (connection, sender);

    /// <summary>What a client says first: its headers, SASL, an open, a session and a link; as far as it can be said without listening.</summary>
    public static byte[] Greeting { get; } =
    [
        .. "AMQP"u8, 3, 1, 0, 0,
        0, 0, 0, 25, 2, 1, 0, 0, 0x00, 0x53, 0x41, 0xC0, 12, 1, 0xA3, 9, .. "ANONYMOUS"u8,
        .. "AMQP"u8, 0, 1, 0, 0,
        0, 0, 0, 26, 2, 0, 0, 0, 0x00, 0x53, 0x10, 0xC0, 13, 4, 0xA1, 1, (byte)'t', 0x40, 0x70, 0, 1, 0, 0, 0x60, 0, 255,
        0, 0, 0, 23, 2, 0, 0, 0, 0x00, 0x53, 0x11, 0xC0, 10, 4, 0x40, 0x43, 0x70, 0, 0, 8, 0, 0x52, 100,
        0, 0, 0, 39, 2, 0, 0, 0, 0x00, 0x53, 0x12, 0xC0, 26, 7, 0xA1, 1, (byte)'s', 0x43, 0x42, 0x40, 0x40, 0x00, 0x53, 0x28, 0x45, 0x00, 0x53, 0x29, 0xC0, 9, 1, 0xA1, 6, .. "events"u8,
    ];

    public static async Task<HubWire> OpenAsync(int port, string hub)
    {
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        var connection = await factory.CreateAsync(new($"amqp://127.0.0.1:{port}"));
        var session = new Session(connection);
        var replies = new ReceiverLink(session, "replies", "$cbs");
        var asks = new SenderLink(session, "asks", "$cbs");
        await asks.SendAsync(new Message(Token(hub))
        {
            Properties = new() { MessageId = "1", ReplyTo = "replies" },
            ApplicationProperties = new() { ["operation"] = "put-token", ["type"] = "servicebus.windows.net:sastoken", ["name"] = $"sb://127.0.0.1/{hub}" },
        });
        using var answer = await replies.ReceiveAsync(TimeSpan.FromSeconds(20)) ?? throw new InvalidOperationException("The hub does not answer a token.");
        return new(connection, new(session, "sender", hub));
    }

    /// <summary>Sends one message; returns when the hub has it on its disk.</summary>
    public async Task SendAsync(byte[] body)
    {
        using var message = new Message { BodySection = new Data { Binary = body } };
        await sender.SendAsync(message);
    }

    /// <summary>Writes bytes to the port, and reads what comes back for a moment.</summary>
    public static async Task WriteAsync(int port, byte[] bytes, CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, cancellation);
        using var moment = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        moment.CancelAfter(TimeSpan.FromMilliseconds(20));
        try
        {
            var stream = socket.GetStream();
            await stream.WriteAsync(bytes, moment.Token);
            var answer = new byte[4096];
            while (await stream.ReadAsync(answer, moment.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Hung up on, or enough waited.
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync() => await connection.CloseAsync();

    private static string Token(string hub)
    {
        var resource = Uri.EscapeDataString($"sb://127.0.0.1/{hub}");
        var expiry = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn={Key}";
    }
}
