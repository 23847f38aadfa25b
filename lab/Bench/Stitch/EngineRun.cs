using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pinstitch.Stitch;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>The engine on an edge file, in a process of its own: guard rails, names and counts of held evidence included.</summary>
internal sealed class EngineRun() : Benchmark("stitch-engine", "The stitching engine alone on an edge file (started by stitch)")
{
    private static readonly Argument<string> File = new("file");
    private static readonly Argument<int> Expected = new("expected");

    public override void Define(Command command)
    {
        command.Add(File);
        command.Add(Expected);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var graph = new PersonGraph(new(), IdentityRules.None, options.GetValue(Expected));
        using (var reader = new EdgeReader(options.GetValue(File)!))
        {
            foreach (var block in reader.Blocks()) graph.Add(block.Keys, block.Types, block.Times, 1);
        }

        var read = Environment.CpuUsage.TotalTime;
        var edges = graph.Edges;
        var persons = graph.Link();
        var linked = Environment.CpuUsage.TotalTime;
        var held = persons.HeldEdges();
        var note = string.Create(CultureInfo.InvariantCulture, $"CPU: read {read.TotalSeconds:0.00} s, link {(linked - read).TotalSeconds:0.00} s, count {(Environment.CpuUsage.TotalTime - linked).TotalSeconds:0.00} s; held: ")
            + string.Join(", ", held.Where(item => item.Value > 0).Select(item => $"{item.Key.Name()} {item.Value}"));
        await output.WriteLineAsync(JsonSerializer.Serialize(Measured.Now(edges, persons.Count, persons.Persons(), watch.Elapsed, note), JsonSerializerOptions.Web));
        return 0;
    }
}
