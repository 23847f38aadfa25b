using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.CommandLine;

/// <summary>What a verb works with.</summary>
public sealed class VerbContext
{
    private readonly Func<HostParts, Action<string>, CancellationToken, Task> start;
    private readonly Func<string> address;

    internal VerbContext(ParseResult parse, IServiceProvider services, Func<HostParts, Action<string>, CancellationToken, Task> start, Func<string> address)
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
    public TextWriter Output { get; internal init; } = Console.Out;
#pragma warning restore RS0030

    public HostFolder Folder => Services.GetRequiredService<HostFolder>();

    /// <summary>Starts as much of the host as the verb needs. A verb that needs none of it does not call this.</summary>
    /// <param name="parts">What it needs: timers would also make up for runs that were missed.</param>
    /// <param name="progress">Told in words what is being waited for.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="HostStartException">Something that the host needs is missing; the text says what to do.</exception>
    public Task StartHostAsync(HostParts parts, Action<string> progress, CancellationToken cancellation) => start(parts, progress, cancellation);

    /// <summary>The same without a word: what takes long is only the first start on a machine.</summary>
    /// <exception cref="HostStartException">Something that the host needs is missing; the text says what to do.</exception>
    public Task StartHostAsync(HostParts parts, CancellationToken cancellation) => start(parts, _ => { }, cancellation);
}
