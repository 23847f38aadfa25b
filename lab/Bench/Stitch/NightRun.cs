using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Takes edges into an identity store, in a process of its own.</summary>
internal sealed class NightRun() : Benchmark("stitch-night-run", "One night into an identity store (started by stitch-night)")
{
    private static readonly Argument<string> Store = new("store");
    private static readonly Argument<string> File = new("file");
    private static readonly Argument<int> Nights = new("nights");
    private static readonly Argument<int> Shards = new("shards");

    public override void Define(Command command)
    {
        command.Add(Store);
        command.Add(File);
        command.Add(Nights);
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
        var edges = Read(options.GetValue(File)!);
        var changes = 0L;
        var part = Math.Max(1, (edges.Count + options.GetValue(Nights) - 1) / options.GetValue(Nights));
        for (var night = 0; night * part < edges.Count; night++)
        {
            var number = (ushort)(manifest.Step + 1);
            var outcome = await new IdentityNight(files, new(), IdentityRules.None).RunAsync(manifest, [.. edges.Skip(night * part).Take(part).Select(edge => edge with { Night = number })], cancellation);
            manifest = outcome.Manifest;
            changes += outcome.Changed;
        }

        await System.IO.File.WriteAllTextAsync(pointer, JsonSerializer.Serialize(manifest), cancellation);
        var note = string.Create(CultureInfo.InvariantCulture, $"read {files.BytesRead / 1e6:0.0} MB, written {files.BytesWritten / 1e6:0.0} MB, {changes:N0} identifiers changed persons");
        await output.WriteLineAsync(JsonSerializer.Serialize(Measured.Now(edges.Count, 0, 0, watch.Elapsed, note), JsonSerializerOptions.Web));
        return 0;
    }

    private static List<KeyedEdge> Read(string file)
    {
        var edges = new List<KeyedEdge>();
        using var reader = new EdgeReader(file);
        foreach (var block in reader.Blocks())
        {
            for (var edge = 0; edge < block.Times.Length; edge++)
            {
                var (one, two) = (new Identifier((IdentifierType)block.Types[2 * edge], block.Keys[2 * edge]), new Identifier((IdentifierType)block.Types[(2 * edge) + 1], block.Keys[(2 * edge) + 1]));
                edges.Add(one < two ? new(one, two, block.Times[edge], 0) : new(two, one, block.Times[edge], 0));
            }
        }

        return edges;
    }
}
