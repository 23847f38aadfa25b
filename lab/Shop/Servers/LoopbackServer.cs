using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>A small HTTP server on a free port of this machine.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private LoopbackServer(WebApplication app) => this.app = app;

    /// <summary>Address with the port, without a slash at the end.</summary>
    public Uri Address => new(app.Urls.First());

    public static async Task<LoopbackServer> StartAsync(Action<WebApplication> map, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync(cancellation);
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
