using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// Many parts of persons one after the other, as the nightly run has its shards: memory is that of one part. Every part has
/// persons of its own, made from its own seed; counts and totals add up.
/// </summary>
internal sealed class PartsBenchmark() : Benchmark("attribute-parts", "Any number of touches by parts of persons, and the memory that takes")
{
    private static readonly Option<int> Touches = new("--touches") { Description = "Touches of one part", DefaultValueFactory = _ => 5_000_000 };
    private static readonly Option<int> Parts = new("--parts") { Description = "How many parts", DefaultValueFactory = _ => 200 };

    public override void Define(Command command)
    {
        command.Add(Touches);
        command.Add(Parts);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var (parts, inPart) = (options.GetValue(Parts), options.GetValue(Touches));
        var watch = Stopwatch.StartNew();
        var (work, cpu) = (TimeSpan.Zero, TimeSpan.Zero);
        TransitionCounts? transitions = null;
        ShapleyCounts? shapley = null;
        var cents = new long[Engine.Models];
        var (orders, value) = (0L, 0L);
        for (var part = 0; part < parts; part++)
        {
            var rows = TouchRows.Make(inPart, (ulong)part + 100);
            var (began, before) = (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime);
            var (credit, counts) = new Engine(rows).Everything(2, inPlace: true);
            work += watch.Elapsed - began;
            cpu += Process.GetCurrentProcess().TotalProcessorTime - before;
            for (var place = 0; place < credit.Length; place++) cents[place % Engine.Models] += credit[place];
            if (transitions is null) (transitions, shapley) = (counts.Transitions, counts.Shapley);
            else
            {
                transitions.Add(counts.Transitions!);
                shapley!.Add(counts.Shapley!);
            }

            orders += rows.Orders.Count;
            value += rows.Orders.Values.Sum();
            // So that the peak is that of the work, not of what the collector has not come to yet.
            GC.Collect();
        }

        var fit = Markov.Fit(transitions!);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(long)inPart * parts:N0} touches in {parts} parts, {orders:N0} orders; {cents[0] / 100m:N2} of {value / 100m:N2} credited by each model; conversion rate {fit.ConversionRate:P2}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"engine {work.TotalSeconds:N2} s, {cpu.TotalSeconds:N2} s of CPU; with making the rows {watch.Elapsed.TotalSeconds:N1} s; peak memory {Timings.PeakMegabytes:N0} MB"));
        var agree = Array.TrueForAll(cents, sum => sum == cents[0]) && Math.Abs(shapley!.Conversions().Sum() - transitions!.Conversions) < 1e-6 * transitions.Conversions;
        if (!agree) await output.WriteLineAsync("DOES NOT HOLD: every model credits the same sum, and the Shapley value is of all conversions");
        return agree ? 0 : 1;
    }
}
