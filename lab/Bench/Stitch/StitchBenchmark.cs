using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>The full build from strings, beside a C program, scipy and DuckDB, each in a process of its own on the same file.</summary>
internal sealed class StitchBenchmark() : Benchmark("stitch", "Persons from edges between strings: the engine, a C union-find, scipy where it is installed, DuckDB")
{
    private static readonly Option<int> Edges = new("--edges") { Description = "How many edges", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Seed of the world", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Hard = new("--hard") { Description = "The hard world instead of the normal one" };
    private static readonly Option<bool> NoDuck = new("--no-duckdb") { Description = "Leave DuckDB out, which takes a hundred times as long" };

    public override void Define(Command command)
    {
        command.Add(Edges);
        command.Add(Seed);
        command.Add(Hard);
        command.Add(NoDuck);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("pinstitch-stitch-").FullName;
        try
        {
            var file = Path.Combine(folder, "edges.tsv");
            Write(file, options);
            GC.Collect();
            var expected = options.GetValue(Edges).ToString(CultureInfo.InvariantCulture);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{options.GetValue(Edges):N0} edges, {new FileInfo(file).Length / 1e6:N0} MB of text, seed {options.GetValue(Seed)}, {(options.GetValue(Hard) ? "hard" : "normal")} world"));
            await output.WriteLineAsync("| program | identifiers | persons | s | CPU s | own memory MB | peak MB | |");
            await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|---|");
            // Each row as soon as it is known: the last takes a hundred times as long as the first.
            var engine = await MeasureAsync(Environment.ProcessPath!, ["stitch-engine", file, expected], cancellation);
            await WriteAsync(output, "Pinstitch", engine, engine);
            var c = await BuildAsync(folder, cancellation) is { } program ? await MeasureAsync(program, [file, expected], cancellation) : null;
            await WriteAsync(output, "C, no guard rails", c, engine, "no compiler");
            var scipy = await PythonAsync(cancellation) is { } python ? await MeasureAsync(python, [Path.Combine(AppContext.BaseDirectory, "Stitch", "components.py"), file], cancellation) : null;
            await WriteAsync(output, "scipy, no guard rails", scipy, engine, "not installed");
            var duck = options.GetValue(NoDuck) ? null : await MeasureAsync(Environment.ProcessPath!, ["stitch-duckdb", file], cancellation);
            await WriteAsync(output, "DuckDB, no guard rails", duck, engine);
            Measured[] others = [.. new[] { c, scipy, duck }.OfType<Measured>()];
            // Without guard rails all find the same groups.
            return others.All(other => (other.Identifiers, other.Edges) == (engine.Identifiers, engine.Edges)) && others.Select(other => other.Persons).Distinct().Count() <= 1 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string file, ParseResult options)
    {
        var seed = options.GetValue(Seed);
        EdgeFile.Write(file, seed, new EdgeWorld(seed, options.GetValue(Hard)).Make(options.GetValue(Edges)));
    }

    private static async Task<string?> BuildAsync(string folder, CancellationToken cancellation)
    {
        var program = Path.Combine(folder, "union_find");
        try
        {
            using var cc = Process.Start("cc", ["-O3", "-march=native", "-o", program, Path.Combine(AppContext.BaseDirectory, "Stitch", "union_find.c")]);
            await cc.WaitForExitAsync(cancellation);
            return cc.ExitCode == 0 ? program : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A Python that has scipy: the first one, or else the system's, whose packages apt installs.</summary>
    private static async Task<string?> PythonAsync(CancellationToken cancellation)
    {
        foreach (var program in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                using var python = Process.Start(new ProcessStartInfo(program, ["-c", "import scipy.sparse.csgraph"]) { RedirectStandardError = true })!;
                await python.WaitForExitAsync(cancellation);
                if (python.ExitCode == 0) return program;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is none.
            }
        }

        return null;
    }

    internal static async Task<Measured> MeasureAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measured>(text, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static async Task WriteAsync(TextWriter output, string name, Measured? measured, Measured engine, string missing = "not run")
    {
        await output.WriteLineAsync(measured is null
            ? $"| {name} | | | | | | | {missing} |"
            : string.Create(CultureInfo.InvariantCulture, $"| {name} | {measured.Identifiers:N0} | {measured.Persons:N0} | {measured.Seconds:0.00} | {measured.Cpu:0.00} (×{measured.Cpu / engine.Cpu:0.00}) | {measured.OwnKb / 1024:N0} | {measured.PeakKb / 1024:N0} | {measured.Note} |"));
    }
}
