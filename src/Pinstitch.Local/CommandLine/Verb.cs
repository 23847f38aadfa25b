using System.CommandLine;

namespace Pinstitch.Local.CommandLine;

/// <summary>A verb of the command line. The app's assembly may hold any number; the host finds them.</summary>
public abstract class Verb(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Adds arguments and options.</summary>
    public virtual void Define(Command command)
    {
    }

    /// <summary>Sets what this verb needs before the host is built.</summary>
    public virtual void Configure(LocalSetup setup)
    {
    }

    /// <summary>Does the work.</summary>
    /// <returns>The process's exit code, 0 for success.</returns>
    public abstract Task<int> RunAsync(VerbContext context, CancellationToken cancellation);
}
