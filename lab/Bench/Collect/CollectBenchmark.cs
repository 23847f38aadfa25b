using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Pinstitch.Lab.Bench.Collect;

/// <summary>
/// Brings one large report into normal form and writes it as Parquet, beside DuckDB and Node.js doing the least that gives the
/// same sums. Each runs in a process of its own, so that memory is its own.
/// </summary>
internal sealed class CollectBenchmark() : Benchmark("collect", "Normalisation of a Pinterest ad report: rows a minute and memory, beside DuckDB and Node.js")
{
    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of the report", DefaultValueFactory = _ => 500_000 };
    private static readonly Option<bool> Alone = new("--alone") { Description = "Without the peers: to see that memory does not grow with the report" };
    private static readonly Option<string?> Contender = new("--contender") { Description = "Run one contender in this process", Hidden = true };
    private static readonly Option<string?> Report = new("--report") { Description = "The report", Hidden = true };

    public override void Define(Command command)
    {
        command.Add(Rows);
        command.Add(Alone);
        command.Add(Contender);
        command.Add(Report);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        if (options.GetValue(Contender) is { } contender)
        {
            await output.WriteLineAsync(await RunContenderAsync(contender, options.GetValue(Report)!));
            return 0;
        }

        var path = Path.Combine(Path.GetTempPath(), "pinstitch-bench-report.json");
        var rows = options.GetValue(Rows);
        SyntheticReport.Write(path, rows);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {new FileInfo(path).Length / 1048576.0:N0} MB of JSON, {Environment.ProcessorCount} cores"));
        await output.WriteLineAsync("contender   rows/min      wall s    CPU s    peak MB   sums");
        var sums = new HashSet<string>();
        foreach (var name in options.GetValue(Alone) ? (string[])["pinstitch"] : ["pinstitch", "duckdb", "node"])
        {
            var (seconds, cpu, memory, sum) = await MeasureAsync(name, path, cancellation);
            sums.Add(sum);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name,-10} {rows / seconds * 60,10:N0} {seconds,10:0.0} {cpu,9:0.0} {memory,9:0}   {sum}"));
        }

        File.Delete(path);
        File.Delete(path + ".ndjson");
        return sums.Count == 1 ? 0 : 1;
    }

    private static async Task<string> RunContenderAsync(string name, string path)
    {
        var sum = name == "pinstitch" ? await OwnNormalisation.RunAsync(path) : await DuckDbNormalisation.RunAsync(path);
        using var self = Process.GetCurrentProcess();
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{sum} {self.TotalProcessorTime.TotalSeconds} {new string([.. peak.Where(char.IsAsciiDigit)])}");
    }

    private static async Task<(double Seconds, double Cpu, double Memory, string Sum)> MeasureAsync(string name, string path, CancellationToken cancellation)
    {
        var start = name == "node"
            ? new ProcessStartInfo("node", ["--max-old-space-size=8192", Path.Combine(AppContext.BaseDirectory, "Collect", "normalise.mjs"), path])
            : new ProcessStartInfo(Environment.ProcessPath!, ["collect", "--contender", name, "--report", path]);
        start.RedirectStandardOutput = true;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} cannot be started.");
        var text = (await process.StandardOutput.ReadToEndAsync(cancellation)).Trim();
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{name} failed: {text}");
        var parts = text.Split(' ');
        return (watch.Elapsed.TotalSeconds, double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture) / 1024, parts[0]);
    }
}
