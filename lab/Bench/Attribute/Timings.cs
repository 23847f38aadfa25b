using System.Diagnostics;
using System.Globalization;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>What was measured, in milliseconds, and whether all agreed.</summary>
internal sealed class Timings
{
    private readonly List<(string Name, double Wall, double Cpu)> measured = [];

    public bool Agree { get; private set; } = true;

    /// <summary>Most memory that this process has had at once, in megabytes.</summary>
    public static long PeakMegabytes => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

    /// <summary>Does some work several times and keeps the shortest times.</summary>
    public T Measure<T>(string name, int times, Func<T> work)
    {
        var (wall, cpu) = (double.MaxValue, double.MaxValue);
        T result = default!;
        for (var time = 0; time < times; time++)
        {
            GC.Collect();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            result = work();
            wall = Math.Min(wall, watch.Elapsed.TotalMilliseconds);
            cpu = Math.Min(cpu, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
        }

        Add(name, wall, cpu);
        return result;
    }

    public void Add(string name, double wall, double cpu) => measured.Add((name, wall, cpu));

    public void Check(string what, bool holds)
    {
        if (holds) return;
        Agree = false;
        measured.Add(($"DOES NOT HOLD: {what}", 0, 0));
    }

    /// <summary>CPU time of the first that starts so; 0 when it was not measured.</summary>
    public double Cpu(string start) => measured.Find(row => row.Name.StartsWith(start, StringComparison.Ordinal)).Cpu;

    /// <summary>Time on the clock of the first that starts so; 0 when it was not measured.</summary>
    public double Wall(string start) => measured.Find(row => row.Name.StartsWith(start, StringComparison.Ordinal)).Wall;

    public void Print(TextWriter output)
    {
        output.WriteLine($"{"",-70} {"wall ms",10} {"cpu ms",10}");
        foreach (var (name, wall, cpu) in measured) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70} {wall,10:N1} {cpu,10:N1}"));
    }
}
