using Microsoft.AspNetCore.Builder;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Http;

/// <summary>Kestrel on loopback.</summary>
internal sealed class HttpPart(WebApplication app, int port) : IHostPart
{
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
        {
            throw new HostStartException($"Another program listens on port {port}. Stop it, or choose another port with --port (0 takes any free one).", e);
        }
    }

    public Task StopAsync(CancellationToken cancellation) => app.StopAsync(cancellation);
}
