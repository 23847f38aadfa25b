using System.Runtime.InteropServices;
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
    /// <summary>128 + SIGINT, as shells report it.</summary>
    private const int Interrupted = 130;

    private readonly List<IHostPart> started = [];
    private readonly List<PosixSignalRegistration> signals = [];
    private Task verb = Task.CompletedTask;

    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        CatchSignals(lifetime);
        if (invocation.Serves)
        {
            try
            {
                invocation.App?.Check(Services);
                await StartPartsAsync(HostParts.All, HostConsole.Progress, lifetime.ApplicationStopping);
                HostConsole.Serving(
                    app,
                    Services.GetRequiredService<FunctionCatalog>(),
                    Services.GetRequiredService<FunctionKeys>(),
                    Services.GetRequiredService<AmqpEndpoint>().ConnectionString);
            }
            catch (Exception e) when (Explain(e) is not null)
            {
                HostConsole.Error(Explain(e)!);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                Environment.ExitCode = Interrupted;
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
        foreach (var signal in signals) signal.Dispose();
        signals.Clear();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Where the started host listens, without a slash at the end.</summary>
    internal string Address => app.Urls.First();

    internal async Task StartPartsAsync(HostParts needed, Action<string> progress, CancellationToken cancellation)
    {
        Services.GetRequiredService<StartProgress>().Tell = progress;
        foreach (var part in Parts(needed))
        {
            started.Add(part);
            await part.StartAsync(cancellation);
        }
    }

    /// <summary>
    /// The framework listens to Ctrl-C only once HTTP is up; until then the shop is made, Azurite installed and started, and
    /// a child process on the same terminal would let the signal pass unheard.
    /// </summary>
    private void CatchSignals(IHostApplicationLifetime lifetime)
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                lifetime.StopApplication();
            }));
        }
    }

    private IEnumerable<IHostPart> Parts(HostParts needed)
    {
        yield return Services.GetRequiredService<ParentWatch>();
        if (needed == HostParts.Storage)
        {
            yield return Services.GetRequiredService<StorageVisit>();
            yield break;
        }

        yield return Services.GetRequiredService<HostLock>();
        yield return Services.GetRequiredService<StorageEmulator>();
        if (needed.HasFlag(HostParts.Orchestrations)) yield return Services.GetRequiredService<OrchestrationEngine>();
        if (needed.HasFlag(HostParts.Hub)) yield return Services.GetRequiredService<EventHubFunctions>();
        if (needed.HasFlag(HostParts.Doors))
        {
            yield return Services.GetRequiredService<AmqpEndpoint>();
            yield return new HttpPart(app, invocation.Port);
        }

        if (needed.HasFlag(HostParts.Timers)) yield return Services.GetRequiredService<TimerFunctions>();
    }

    private string? Explain(Exception e) => e is HostStartException ? e.Message : invocation.App?.Explain(e);

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
            Environment.ExitCode = Interrupted;
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            HostConsole.Error(Explain(e)!);
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
