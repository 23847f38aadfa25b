using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Takes edges into an identity store, in a process of its own.</summary>
internal sealed class NightRun() : Benchmark("stitch-night-run", "Nights of so many edges into an identity store (started by stitch-night)")
{
    private static readonly Argument<string> Store = new("store");
    private static readonly Argument<string> File = new("file");
    private static readonly Argument<int> Size = new("size");
    private static readonly Argument<int> Shards = new("shards");

    public override void Define(Command command)
    {
        command.Add(Store);
        command.Add(File);
        command.Add(Size);
        command.Add(Shards);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var pointer = Path.Combine(options.GetValue(Store)!, "manifest.json");
        var manifest = System.IO.File.Exists(pointer)
            ? JsonSerializer.Deserialize<IdentityManifest>(await System.IO.File.ReadAllTextAsync(pointer, cancellation))!
            : IdentityManifest.Empty(options.GetValue(Shards));
        var files = new FolderFiles(options.GetValue(Store)!);
        var (edges, changes) = (0L, 0L);
        var phases = new TimeSpan[4];
        foreach (var part in Parts(options.GetValue(File)!, options.GetValue(Size), () => (ushort)(manifest.Step + 1)))
        {
            phases[0] = Environment.CpuUsage.TotalTime - phases[1] - phases[2] - phases[3];
            var outcome = await RunAsync(new(files, new(), IdentityRules.None), manifest, part, phases, cancellation);
            manifest = outcome.Manifest;
            changes += outcome.Changed;
            edges += part.Count;
            files.Keep(manifest);
        }

        await System.IO.File.WriteAllTextAsync(pointer, JsonSerializer.Serialize(manifest), cancellation);
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"read {files.BytesRead / 1e6:0.0} MB, written {files.BytesWritten / 1e6:0.0} MB, {changes:N0} identifiers changed persons, {manifest.Counts.Identifiers:N0} known; CPU: text {phases[0].TotalSeconds:0.00} s, plan {phases[1].TotalSeconds:0.00} s, link {phases[2].TotalSeconds:0.00} s, finish {phases[3].TotalSeconds:0.00} s");
        await output.WriteLineAsync(JsonSerializer.Serialize(Measured.Now(edges, manifest.Counts.Identifiers, manifest.Counts.Persons, watch.Elapsed, note), JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>The three steps as the functions run them, with the CPU time of each.</summary>
    private static async Task<NightOutcome> RunAsync(IdentityNight night, IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges, TimeSpan[] phases, CancellationToken cancellation)
    {
        var began = Environment.CpuUsage.TotalTime;
        var plan = await night.PlanAsync(manifest, edges, cancellation);
        var planned = Environment.CpuUsage.TotalTime;
        var linked = new LinkedShard[plan.Touched.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, linked.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (place, stop) => linked[place] = await night.LinkAsync(plan, plan.Touched[place], stop));
        var done = Environment.CpuUsage.TotalTime;
        var outcome = await night.FinishAsync(plan, linked, cancellation);
        phases[1] += planned - began;
        phases[2] += done - planned;
        phases[3] += Environment.CpuUsage.TotalTime - done;
        return outcome;
    }

    /// <summary>The file's edges, so many at a time.</summary>
    private static IEnumerable<List<KeyedEdge>> Parts(string file, int size, Func<ushort> night)
    {
        var edges = new List<KeyedEdge>();
        using var reader = new EdgeReader(file);
        foreach (var block in reader.Blocks())
        {
            for (var edge = 0; edge < block.Times.Length; edge++)
            {
                var (one, two) = (new Identifier((IdentifierType)block.Types[2 * edge], block.Keys[2 * edge]), new Identifier((IdentifierType)block.Types[(2 * edge) + 1], block.Keys[(2 * edge) + 1]));
                edges.Add(one < two ? new(one, two, block.Times[edge], night()) : new(two, one, block.Times[edge], night()));
                if (edges.Count < size) continue;
                yield return edges;
                edges.Clear();
            }
        }

        if (edges.Count > 0) yield return edges;
    }
}
