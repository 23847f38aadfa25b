using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Attribution beside tuned SQL on DuckDB and a plain C program, on the same rows in one run.</summary>
internal sealed class AttributeBenchmark() : Benchmark("attribute", "Credit for every order under five rules, Markov and Shapley, beside DuckDB and C")
{
    private static readonly Option<int> Touches = new("--touches") { Description = "How many touches", DefaultValueFactory = _ => 5_000_000 };
    private static readonly Option<int> Order = new("--order") { Description = "Highest order of the Markov chain", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> Alone = new("--alone") { Description = "Without the peers, to see the engine's own memory" };
    private static readonly Option<bool> WithoutDuckDb = new("--without-duckdb") { Description = "Beside the C program only" };
    private static readonly Option<int> Parts = new("--parts") { Description = "Repeat on so many different sets of persons, one after the other, adding up", DefaultValueFactory = _ => 0 };

    private readonly List<(string Name, double Wall, double Cpu)> measured = [];
    private bool agrees = true;

    public override void Define(Command command)
    {
        command.Add(Touches);
        command.Add(Order);
        command.Add(Alone);
        command.Add(WithoutDuckDb);
        command.Add(Parts);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        if (options.GetValue(Parts) > 0) return await PartsAsync(options, output);
        var rows = TouchRows.Make(options.GetValue(Touches), 6);
        var engine = new Engine(rows);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows.Count:N0} touches, {rows.PersonCount:N0} persons, {rows.Orders.Count:N0} orders, {Environment.ProcessorCount} cores"));

        // Warm: the just-in-time compiler is done before anything is measured.
        var small = TouchRows.Make(200_000, 1);
        var warm = new Engine(small);
        for (var round = 0; round < 40; round++)
        {
            var table = warm.Group(2);
            warm.Rules(table, 1);
            warm.Count(table, 1, true, 1);
        }

        var touches = Measure("ours: group and sort, 1 thread", 3, () => engine.Group(1));
        Measure("ours: group and sort, 2 threads", 3, () => engine.Group(2));
        var credit = Measure("ours: five rules from grouped, 1 thread", 9, () => engine.Rules(touches, 1));
        var both = Measure("ours: five rules from grouped, 2 threads", 9, () => engine.Rules(touches, 2));
        Check("two threads give the same cents", credit.SequenceEqual(both));
        var first = Measure("ours: Markov 1 and Shapley counts from grouped, 2 threads", 5, () => engine.Count(touches, 1, true, 2));
        var fit = Measure("ours: Markov 1 solved", 5, () => Markov.Fit(first.Transitions!));
        Measure("ours: shuffled rows to five rules + Markov 1 + Shapley, 2 threads", 3, () =>
        {
            var table = engine.Group(2);
            engine.Rules(table, 2);
            var counts = engine.Count(table, 1, true, 2);
            return (Markov.Fit(counts.Transitions!), counts.Shapley!.Conversions());
        });
        for (var order = 2; order <= options.GetValue(Order); order++)
        {
            var counted = order;
            var solved = Measure($"ours: Markov {order} counted and solved, 2 threads", 1, () => Markov.Fit(engine.Count(touches, counted, false, 2).Transitions!, 2));
            Check($"Markov {order}: conversion rate is conversions over paths", Math.Abs(solved.ConversionRate - fit.ConversionRate) < 1e-12);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Markov {order}: error bound {solved.ErrorBound:e1}"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Peak memory so far: {Peak():N0} MB"));
        if (!options.GetValue(Alone)) Peers(rows, credit, first, !options.GetValue(WithoutDuckDb));
        Print(output);
        return agrees ? 0 : 1;
    }

    private void Peers(TouchRows rows, long[] credit, Statistics first, bool withDuckDb)
    {
        if (CProgram.Run(rows) is { } c)
        {
            measured.Add(("C: group and sort, 1 thread", c.GroupMilliseconds, c.GroupMilliseconds));
            measured.Add(("C: five rules from grouped, 1 thread", c.ModelsMilliseconds, c.ModelsMilliseconds));
            Check("C gives the same cents", c.Cents.SequenceEqual(credit));
        }

        if (!withDuckDb) return;
        using var duck = new DuckDb(rows, Environment.ProcessorCount);
        var rules = Measure("DuckDB: five rules from rows", 3, duck.Rules);
        var steps = Measure("DuckDB: Markov 1 transitions from rows", 1, duck.Transitions);
        var shapley = Measure("DuckDB: Shapley from rows", 1, duck.Shapley);
        // Unrounded sums differ from sums of cents by less than a cent for each order.
        var tolerance = Math.Max(100, rows.Orders.Count * 0.01);
        foreach (var row in rules)
        {
            for (var model = 0; model < Engine.Models; model++)
                Check("DuckDB gives the same credit", Math.Abs(row[model + 1] - credit[((int)row[0] * Engine.Models) + model]) <= tolerance);
        }

        var ours = first.Transitions!.ToRows();
        var counts = new Dictionary<(int, int), long>();
        for (var row = 0; row < ours.Starts.Count; row += 2) counts[(-1, (int)ours.Starts[row] - 1)] = ours.Starts[row + 1];
        for (var row = 0; row < ours.Steps.Count; row += 2)
        {
            var (state, next) = Math.DivRem((int)ours.Steps[row], TouchRows.Campaigns + 2);
            counts[(state - 1, next < TouchRows.Campaigns ? next : TouchRows.Campaigns - 1 - next)] = ours.Steps[row + 1];
        }

        Check("DuckDB counts the same transitions", steps.Length == counts.Count && steps.All(step => counts.GetValueOrDefault(((int)step[0], (int)step[1])) == (long)step[2]));
        var values = first.Shapley!.Conversions();
        foreach (var row in shapley) Check("DuckDB gives the same Shapley values", Math.Abs(values[(int)row[0]] - row[1]) < 1e-6 * Math.Max(1, row[1]));
    }

    /// <summary>Many parts of persons one after the other, as the nightly run does it: memory is that of one part.</summary>
    private static async Task<int> PartsAsync(ParseResult options, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var work = TimeSpan.Zero;
        var transitions = new TransitionCounts(TouchRows.Campaigns, 1);
        var shapley = new ShapleyCounts(TouchRows.Campaigns);
        var (cents, orders, value) = (0L, 0L, 0L);
        for (var part = 0; part < options.GetValue(Parts); part++)
        {
            var rows = TouchRows.Make(options.GetValue(Touches), (ulong)part + 100);
            var began = watch.Elapsed;
            var engine = new Engine(rows);
            var touches = engine.Group(2, inPlace: true);
            cents += engine.Rules(touches, 2).Sum();
            var counts = engine.Count(touches, 1, true, 2);
            transitions.Add(counts.Transitions!);
            shapley.Add(counts.Shapley!);
            work += watch.Elapsed - began;
            orders += rows.Orders.Count;
            value += rows.Orders.Values.Sum();
            GC.Collect();
        }

        var fit = Markov.Fit(transitions);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(long)options.GetValue(Touches) * options.GetValue(Parts):N0} touches in {options.GetValue(Parts)} parts: {orders:N0} orders, {cents / 100m / Engine.Models:N2} of {value / 100m:N2} credited by each model, conversion rate {fit.ConversionRate:P2}; engine {work.TotalSeconds:N1} s, peak memory {Peak():N0} MB"));
        return 0;
    }

    private T Measure<T>(string name, int times, Func<T> work)
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

        measured.Add((name, wall, cpu));
        return result;
    }

    private void Check(string what, bool holds)
    {
        if (holds) return;
        agrees = false;
        measured.Add(($"DOES NOT HOLD: {what}", 0, 0));
    }

    private static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

    private void Print(TextWriter output)
    {
        output.WriteLine($"{"",-70} {"wall ms",10} {"cpu ms",10}");
        foreach (var (name, wall, cpu) in measured) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70} {wall,10:N1} {cpu,10:N1}"));
        double Cpu(string start) => measured.Find(row => row.Name.StartsWith(start, StringComparison.Ordinal)).Cpu;
        output.WriteLine("Ratios of CPU time (aims in brackets):");
        Ratio("five rules from grouped, 1 thread, beside DuckDB (24)", Cpu("DuckDB: five") / Cpu("ours: five rules from grouped, 1"));
        if (Cpu("C: five") > 0) Ratio("the same as a multiple of C (at most 1.5)", Cpu("ours: five rules from grouped, 1") / Cpu("C: five"));
        Ratio("shuffled rows to five rules, Markov 1 and Shapley, beside DuckDB (25)", (Cpu("DuckDB: five") + Cpu("DuckDB: Markov") + Cpu("DuckDB: Shapley")) / Cpu("ours: shuffled"));

        void Ratio(string name, double ratio) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-74} {ratio,8:N2}"));
    }
}
