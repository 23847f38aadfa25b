using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.CommandLine;

/// <summary>What a verb works with.</summary>
public sealed class VerbContext
{
    private readonly Func<Action<string>, CancellationToken, Task> start;
    private readonly Func<string> address;

    internal VerbContext(ParseResult parse, IServiceProvider services, Func<Action<string>, CancellationToken, Task> start, Func<string> address)
    {
        Parse = parse;
        Services = services;
        this.start = start;
        this.address = address;
    }

    /// <summary>Where the started host listens, without a slash at the end.</summary>
    public string Address => address();

    /// <summary>The parsed command line.</summary>
    public ParseResult Parse { get; }

    public IServiceProvider Services { get; }

#pragma warning disable RS0030 // the command line is where the console belongs
    /// <summary>Standard output, for results that a script reads.</summary>
    public TextWriter Output { get; } = Console.Out;
#pragma warning restore RS0030

    public HostFolder Folder => Services.GetRequiredService<HostFolder>();

    /// <summary>Starts the host: storage, orchestrations, hubs, HTTP, timers. A verb that needs none of it does not call this.</summary>
    /// <param name="progress">Told in words what is being waited for.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="HostStartException">Something that the host needs is missing; the text says what to do.</exception>
    public Task StartHostAsync(Action<string> progress, CancellationToken cancellation) => start(progress, cancellation);
}
