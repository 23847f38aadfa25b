using System.Net;
using System.Net.Sockets;
using Amqp.Listener;
using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// The hubs of this host as an AMQP 1.0 endpoint on loopback, for the public Event Hubs clients with a connection string
/// that says <c>UseDevelopmentEmulator=true</c> (docs/land.md). Plain TCP: such clients use no TLS.
/// </summary>
internal sealed class AmqpEndpoint(EventHubs hubs, IConfiguration configuration, StartProgress progress, TimeProvider time) : IHostPart
{
    private const int MaxFrameSize = 65_536;
    private ConnectionListener? listener;

    /// <summary>A connection on which nothing comes for as long is closed. Clients are told half of it, and send an empty frame when they have nothing else.</summary>
    internal TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What clients connect with; null before the start, and when <c>EventHubConnection</c> points elsewhere.</summary>
    public string? ConnectionString { get; private set; }

    public Task StartAsync(CancellationToken cancellation)
    {
        if (HubConnectionString.Parse(configuration["EventHubConnection"]) is not { } connection) return Task.CompletedTask;
        var port = FreePort(connection.Port);
        if (port != connection.Port) progress.Tell($"Port {connection.Port} is taken; the event hub listens on {port}.");
        // By number: a host name would be bound to all addresses of the machine.
        listener = new($"amqp://127.0.0.1:{port}", new HubContainer(hubs, connection.Key, time));
        listener.AMQP.MaxFrameSize = MaxFrameSize;
        // The library tells its peer half of this; clients agree on one minute.
        listener.AMQP.IdleTimeout = (int)IdleTimeout.TotalMilliseconds;
        listener.TCP.NoDelay = true;
        foreach (var mechanism in new[] { "ANONYMOUS", "MSSBCBS", "EXTERNAL" }) listener.SASL.EnableMechanism(mechanism, new PatientSaslProfile(mechanism));
        listener.Open();
        ConnectionString = connection.For(port);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        listener?.Close();
        listener = null;
        return Task.CompletedTask;
    }

    /// <summary>
    /// The library would share a port with another process (SO_REUSEADDR), so a free one is looked for beforehand.
    /// </summary>
    private static int FreePort(int wanted)
    {
        if (wanted != 0 && !Listens(wanted)) return wanted;
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
