using System.CommandLine;

namespace Pinstitch.Lab.Bench;

/// <summary>A comparison with peers; the program offers every one that the assembly holds as a verb.</summary>
public abstract class Benchmark(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Adds options.</summary>
    public virtual void Define(Command command)
    {
    }

    /// <summary>Measures and writes a table of what it measured.</summary>
    /// <returns>The process's exit code, 0 when every peer gave the same result.</returns>
    public abstract Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation);
}
