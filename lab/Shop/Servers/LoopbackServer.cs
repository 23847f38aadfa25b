using System.Globalization;
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

    public static Task<LoopbackServer> StartAsync(Action<WebApplication> map, CancellationToken cancellation) => StartAsync(map, 0, cancellation);

    /// <summary>On the port that it had before the lab was killed, if it is still to be had: what it handed out has that address in it.</summary>
    internal static async Task<LoopbackServer> StartAsync(Action<WebApplication> map, string name, ServerMemory memory, CancellationToken cancellation)
    {
        if (memory.Find(name)?["port"]?.GetValue<int>() is { } port)
        {
            try
            {
                return await StartAsync(map, port, cancellation);
            }
            catch (IOException)
            {
                // Somebody else has it now; links that were handed out lead nowhere, as expired ones do.
            }
        }

        return await StartAsync(map, 0, cancellation);
    }

    private static async Task<LoopbackServer> StartAsync(Action<WebApplication> map, int port, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var app = builder.Build();
        map(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
