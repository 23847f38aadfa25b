using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Durable;
using Pinstitch.Local.Http;
using Pinstitch.Local.Hub;
using Pinstitch.Local.Hub.Amqp;
using Pinstitch.Local.Storage;
using Pinstitch.Local.Timers;

namespace Pinstitch.Local.Hosting;

/// <summary>The embedded host. It serves until it is stopped, or runs one verb and stops itself.</summary>
internal sealed class LocalHost(WebApplication app, Invocation invocation) : IHost, IAsyncDisposable
{
    private readonly List<IHostPart> started = [];
    private Task verb = Task.CompletedTask;

    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        if (invocation.Serves)
        {
            try
            {
                await StartPartsAsync(HostConsole.Progress, cancellationToken);
                HostConsole.Serving(
                    app,
                    Services.GetRequiredService<FunctionCatalog>(),
                    Services.GetRequiredService<FunctionKeys>(),
                    Services.GetRequiredService<AmqpEndpoint>().ConnectionString);
            }
            catch (HostStartException e)
            {
                HostConsole.Error(e.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
            }

            return;
        }

        verb = Task.Run(() => RunVerbAsync(lifetime), CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await verb;
        for (var part = started.Count - 1; part >= 0; part--) await started[part].StopAsync(cancellationToken);
        started.Clear();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Where the started host listens, without a slash at the end.</summary>
    internal string Address => app.Urls.First();

    internal async Task StartPartsAsync(Action<string> progress, CancellationToken cancellation)
    {
        Services.GetRequiredService<StartProgress>().Tell = progress;
        foreach (var part in Parts())
        {
            started.Add(part);
            await part.StartAsync(cancellation);
        }
    }

    private IEnumerable<IHostPart> Parts() =>
    [
        Services.GetRequiredService<ParentWatch>(),
        Services.GetRequiredService<HostLock>(),
        Services.GetRequiredService<StorageEmulator>(),
        Services.GetRequiredService<OrchestrationEngine>(),
        Services.GetRequiredService<EventHubFunctions>(),
        Services.GetRequiredService<AmqpEndpoint>(),
        new HttpPart(app, invocation.Port),
        Services.GetRequiredService<TimerFunctions>(),
    ];

    private async Task RunVerbAsync(IHostApplicationLifetime lifetime)
    {
        try
        {
            Environment.ExitCode = invocation.Verb is null
                ? invocation.Explain()
                : await invocation.Verb.RunAsync(
                    new VerbContext(invocation.Result, Services, StartPartsAsync, () => Address),
                    lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // 128 + SIGINT, as shells report it.
            Environment.ExitCode = 130;
        }
        catch (HostStartException e)
        {
            HostConsole.Error(e.Message);
            Environment.ExitCode = 1;
        }
        catch (Exception e)
        {
            HostConsole.Error($"{invocation.Verb?.Name} failed with a fault of the program's own; please report it.\n{e}");
            Environment.ExitCode = 70;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
