using Microsoft.AspNetCore.Builder;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Http;

/// <summary>Kestrel on loopback.</summary>
internal sealed class HttpPart(WebApplication app) : IHostPart
{
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
        {
            throw new HostStartException("Another program listens on the host's port. Stop it, or choose one with --port (0 takes any free one).", e);
        }
    }

    public Task StopAsync(CancellationToken cancellation) => app.StopAsync(cancellation);
}
