using System.Diagnostics;
using System.Globalization;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>What one program needed for one task.</summary>
/// <param name="Edges">Edges read.</param>
/// <param name="Identifiers">Different identifiers.</param>
/// <param name="Persons">Persons found.</param>
/// <param name="Seconds">On the clock.</param>
/// <param name="Cpu">CPU seconds of all threads.</param>
/// <param name="PeakKb">Most memory at once, mapped files included.</param>
/// <param name="OwnKb">Memory that is no file.</param>
internal sealed record Measured(long Edges, long Identifiers, long Persons, double Seconds, double Cpu, long PeakKb, long OwnKb)
{
    public string Note { get; init; } = string.Empty;

    /// <summary>Of this process, which has done nothing else.</summary>
    public static Measured Now(long edges, long identifiers, long persons, TimeSpan clock, string note = "")
    {
        using var process = Process.GetCurrentProcess();
        return new(edges, identifiers, persons, clock.TotalSeconds, process.TotalProcessorTime.TotalSeconds, Status("VmHWM:"), Status("RssAnon:")) { Note = note };
    }

    private static long Status(string field)
    {
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
