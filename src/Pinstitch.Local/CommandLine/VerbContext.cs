using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.CommandLine;

/// <summary>What a verb works with.</summary>
public sealed class VerbContext
{
    private readonly Func<Action<string>, CancellationToken, Task> start;

    internal VerbContext(ParseResult parse, IServiceProvider services, Func<Action<string>, CancellationToken, Task> start)
    {
        Parse = parse;
        Services = services;
        this.start = start;
    }

    /// <summary>The parsed command line.</summary>
    public ParseResult Parse { get; }

    public IServiceProvider Services { get; }

    public HostFolder Folder => Services.GetRequiredService<HostFolder>();

    /// <summary>Starts the host: storage, orchestrations, hubs, HTTP, timers. A verb that needs none of it does not call this.</summary>
    /// <param name="progress">Told in words what is being waited for.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="HostStartException">Something that the host needs is missing; the text says what to do.</exception>
    public Task StartHostAsync(Action<string> progress, CancellationToken cancellation) => start(progress, cancellation);
}
