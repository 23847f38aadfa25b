using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Hub;
using Pinstitch.Local.Hub.Amqp;

namespace Pinstitch.Tests.Local.Hub.Amqp;

/// <summary>Heartbeats, byte by byte: the frames are written and read here without any AMQP client.</summary>
public sealed class AmqpIdleTests : IAsyncDisposable
{
    private static readonly byte[] SaslHeader = [.. "AMQP"u8, 3, 1, 0, 0];
    private static readonly byte[] Empty = [0, 0, 0, 8, 2, 0, 0, 0];
    private static readonly byte[] Header = [.. "AMQP"u8, 0, 1, 0, 0];

    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-amqp-").FullName;
    private readonly EventHubs hubs;

    public AmqpIdleTests() => hubs = new(HostFolder.Choose(folder), TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await hubs.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Clients_are_told_one_minute()
    {
        var endpoint = await StartAsync(null);
        using var client = await OpenAsync(endpoint, 60_000);
        Assert.Equal(60_000u, client.ServersIdleTime);
        await endpoint.StopAsync(Stop);
    }

    [Fact]
    public async Task A_client_that_wants_to_hear_something_gets_empty_frames_in_time()
    {
        var endpoint = await StartAsync(null);
        using var client = await OpenAsync(endpoint, 300);
        for (var heard = 0; heard < 3; heard++)
        {
            var began = TimeProvider.System.GetTimestamp();
            Assert.Equal(Empty, await client.ReadFrameAsync());
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMilliseconds(300) + Slack);
        }

        await endpoint.StopAsync(Stop);
    }

    [Fact]
    public async Task A_client_that_keeps_silent_is_disconnected_and_one_that_sends_empty_frames_is_not()
    {
        var endpoint = await StartAsync(TimeSpan.FromMilliseconds(1500));
        using var silent = await OpenAsync(endpoint, 0);
        using var speaking = await OpenAsync(endpoint, 100);
        Assert.Equal(750u, silent.ServersIdleTime);
        var gone = silent.ReadToEndAsync();
        var beats = 0;
        while (!gone.IsCompleted)
        {
            Assert.Equal(Empty, await speaking.ReadFrameAsync());
            await speaking.SendAsync(Empty);
            beats++;
        }

        Assert.True(beats > 5, $"{beats} beats");
        // The one that spoke is still there: its farewell is answered.
        await speaking.SendAsync(AmqpWire.Close);
        var answer = Empty;
        while (answer.Length == Empty.Length) answer = await speaking.ReadFrameAsync();
        Assert.Equal(0x18, answer[10]);
        await endpoint.StopAsync(Stop);
    }

    private static TimeSpan Slack => TimeSpan.FromSeconds(5);

    private async Task<AmqpEndpoint> StartAsync(TimeSpan? idle)
    {
        var configuration = new ConfigurationManager();
        configuration["EventHubConnection"] = "Endpoint=sb://127.0.0.1:0;SharedAccessKeyName=local;SharedAccessKey=secret;UseDevelopmentEmulator=true";
        var endpoint = idle is { } time
            ? new AmqpEndpoint(hubs, configuration, new StartProgress(), TimeProvider.System) { IdleTimeout = time }
            : new AmqpEndpoint(hubs, configuration, new StartProgress(), TimeProvider.System);
        await endpoint.StartAsync(Stop);
        return endpoint;
    }

    private static async Task<AmqpWire> OpenAsync(AmqpEndpoint endpoint, uint idle)
    {
        var client = await AmqpWire.ConnectAsync(new Uri(endpoint.ConnectionString!.Split(';')[0].Replace("Endpoint=sb", "amqp", StringComparison.Ordinal)).Port);
        await client.SendAsync(SaslHeader);
        Assert.Equal(SaslHeader, await client.ReadAsync(8));
        _ = await client.ReadFrameAsync();
        await client.SendAsync(AmqpWire.AnonymousInit);
        _ = await client.ReadFrameAsync();
        await client.SendAsync(Header);
        await client.SendAsync(AmqpWire.Open(idle));
        Assert.Equal(Header, await client.ReadAsync(8));
        client.ServersIdleTime = AmqpWire.IdleTimeOf(await client.ReadFrameAsync());
        return client;
    }

    /// <summary>A connection of which every byte is written here.</summary>
    private sealed class AmqpWire(TcpClient tcp) : IDisposable
    {
        /// <summary>SASL's init with the mechanism ANONYMOUS: descriptor 0x41, a list of one symbol.</summary>
        public static readonly byte[] AnonymousInit = Frame(1, [0x00, 0x53, 0x41, 0xC0, 12, 1, 0xA3, 9, .. "ANONYMOUS"u8]);

        /// <summary>Descriptor 0x18, an empty list.</summary>
        public static readonly byte[] Close = Frame(0, [0x00, 0x53, 0x18, 0x45]);

        private readonly NetworkStream stream = tcp.GetStream();

        public uint? ServersIdleTime { get; set; }

        public static async Task<AmqpWire> ConnectAsync(int port)
        {
            var tcp = new TcpClient();
            await tcp.ConnectAsync("127.0.0.1", port, Stop);
            return new(tcp);
        }

        /// <summary>Descriptor 0x10: container, no host name, largest frame, channels, idle time in milliseconds (left out for 0).</summary>
        public static byte[] Open(uint idle)
        {
            byte[] fields = [0xA1, 1, (byte)'t', 0x40, 0x70, 0, 1, 0, 0, 0x60, 0, 255];
            if (idle > 0) fields = [.. fields, 0x70, (byte)(idle >> 24), (byte)(idle >> 16), (byte)(idle >> 8), (byte)idle];
            return Frame(0, [0x00, 0x53, 0x10, 0xC0, (byte)(fields.Length + 1), (byte)(idle > 0 ? 5 : 4), .. fields]);
        }

        /// <summary>The fifth field of an open's list, behind a descriptor of one byte's or eight bytes' length.</summary>
        public static uint IdleTimeOf(byte[] frame)
        {
            var at = frame[9] == 0x53 ? 11 : 18;
            Assert.Equal(0x10, frame[at - 1]);
            at += frame[at] == 0xC0 ? 3 : 9;
            for (var field = 0; field < 4; field++)
            {
                at += (frame[at] >> 4) switch
                {
                    4 => 1,
                    5 => 2,
                    6 => 3,
                    7 => 5,
                    0xA => 2 + frame[at + 1],
                    _ => 5 + BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(at + 1)),
                };
            }

            return frame[at] switch { 0x70 => BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(at + 1)), 0x52 => frame[at + 1], _ => 0 };
        }

        public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes, Stop).AsTask();

        public async Task<byte[]> ReadAsync(int length)
        {
            var bytes = new byte[length];
            await stream.ReadExactlyAsync(bytes, Stop);
            return bytes;
        }

        public async Task<byte[]> ReadFrameAsync()
        {
            var size = await ReadAsync(4);
            return [.. size, .. await ReadAsync(BinaryPrimitives.ReadInt32BigEndian(size) - 4)];
        }

        /// <summary>Until the server hangs up.</summary>
        public async Task ReadToEndAsync()
        {
            var buffer = new byte[1024];
            try
            {
                while (await stream.ReadAsync(buffer, Stop) > 0)
                {
                }
            }
            catch (IOException)
            {
                // Hung up without a word.
            }
        }

        public void Dispose() => tcp.Dispose();

        private static byte[] Frame(byte type, byte[] body)
        {
            byte[] frame = [0, 0, 0, 0, 2, type, 0, 0, .. body];
            BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
            return frame;
        }
    }
}
