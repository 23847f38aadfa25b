using System.CommandLine;
using System.Globalization;
using Pinstitch.Lab.Shop;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>A night of one per cent on a store that holds the rest, guard rails, changes and all.</summary>
internal sealed class NightBenchmark() : Benchmark("stitch-night", "A night of 1 % new edges on an identity store")
{
    private static readonly Option<int> Edges = new("--edges") { Description = "Edges in the store", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Seed of the world", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Nights = new("--nights") { Description = "In how many nights the store is filled, person by person; the more, the less memory it takes", DefaultValueFactory = _ => 5 };

    public override void Define(Command command)
    {
        command.Add(Edges);
        command.Add(Seed);
        command.Add(Nights);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("pinstitch-night-").FullName;
        try
        {
            var (seed, count) = (options.GetValue(Seed), options.GetValue(Edges));
            var night = Math.Max(1, count / 100);
            var (history, news) = (Path.Combine(folder, "history.tsv"), Path.Combine(folder, "night.tsv"));
            Write(history, news, seed, count, night);
            // As many shards as keep one near 400,000 identifiers.
            var shards = Math.Max(1, count / 500_000).ToString(CultureInfo.InvariantCulture);
            var store = Path.Combine(folder, "store");
            Directory.CreateDirectory(store);
            var filled = await StitchBenchmark.MeasureAsync(Environment.ProcessPath!, ["stitch-night-run", store, history, ((count / options.GetValue(Nights)) + 1).ToString(CultureInfo.InvariantCulture), shards], cancellation);
            var measured = await StitchBenchmark.MeasureAsync(Environment.ProcessPath!, ["stitch-night-run", store, news, int.MaxValue.ToString(CultureInfo.InvariantCulture), shards], cancellation);
            await output.WriteLineAsync("| task | edges | shards | s | CPU s | peak MB | |");
            await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---|");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| fill in {options.GetValue(Nights)} nights | {filled.Edges:N0} | {shards} | {filled.Seconds:0.00} | {filled.Cpu:0.00} | {filled.PeakKb / 1024:N0} | {filled.Note} |"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| the night | {measured.Edges:N0} | {shards} | {measured.Seconds:0.00} | {measured.Cpu:0.00} | {measured.PeakKb / 1024:N0} | {measured.Note} |"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The store is filled person by person, since only the night after it is measured; that one is drawn from everybody.</summary>
    private static void Write(string history, string news, ulong seed, int count, int night)
    {
        using var before = new EdgeFile(history, seed);
        using var after = new EdgeFile(news, seed);
        var draw = new Draw(seed, -3, Purpose.Person);
        foreach (var edge in new EdgeWorld(seed, isHard: false).InOrder((long)count + night)) (draw.Chance((double)night / ((long)count + night)) ? after : before).Add(edge);
    }
}
