using System.CommandLine;
using System.Globalization;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>How right the persons are, against the world's truth, over several seeds.</summary>
internal sealed class QualityBenchmark() : Benchmark("stitch-quality", "Precision and recall of pairs, exact persons, by world and seed")
{
    private static readonly Option<int> Edges = new("--edges") { Description = "How many edges", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "How many seeds", DefaultValueFactory = _ => 3 };
    private static readonly Option<ulong> First = new("--seed") { Description = "The first seed", DefaultValueFactory = _ => 101 };

    public override void Define(Command command)
    {
        command.Add(Edges);
        command.Add(Seeds);
        command.Add(First);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        await output.WriteLineAsync("| world | seed | rules | precision | recall | exact persons | largest person | lost pairs by cause |");
        await output.WriteLineAsync("|---|---:|---|---:|---:|---:|---:|---|");
        var isRight = true;
        foreach (var isHard in new[] { false, true })
        {
            for (var seed = options.GetValue(First); seed < options.GetValue(First) + (ulong)options.GetValue(Seeds); seed++)
            {
                var edges = new EdgeWorld(seed, isHard).Make(options.GetValue(Edges));
                var guarded = Quality.Of(edges, seed, new());
                isRight &= guarded is { Precision: >= 0.9999, Recall: >= 0.992 };
                await WriteAsync(output, isHard, seed, "all guard rails", guarded);
                if (seed == options.GetValue(First)) await WriteAsync(output, isHard, seed, "none but unique and nearest", Quality.Of(edges, seed, new() { MostNeighbours = 60_000, MostEmails = 250, MostPhones = 250, MostIdentifiers = int.MaxValue }));
            }
        }

        return isRight ? 0 : 1;
    }

    private static Task WriteAsync(TextWriter output, bool isHard, ulong seed, string rules, Quality quality) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"| {(isHard ? "hard" : "normal")} | {seed} | {rules} | {quality.Precision:0.000000} | {quality.Recall:0.0000} | {quality.Exact:0.0000} | {quality.Largest:N0} | {string.Join(", ", quality.Lost.Select(cause => $"{cause.Key} {cause.Value:0.0000}"))} |"));
}
