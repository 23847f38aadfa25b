using System.CommandLine;
using System.Globalization;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Attribution beside tuned SQL on DuckDB and a plain C program, on the same rows in one run.</summary>
internal sealed class AttributeBenchmark() : Benchmark("attribute", "Credit for every order under five rules, Markov and Shapley, beside DuckDB and C")
{
    private static readonly Option<int> Touches = new("--touches") { Description = "How many touches", DefaultValueFactory = _ => 5_000_000 };
    private static readonly Option<int> Order = new("--order") { Description = "Highest order of the Markov chain", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> WithoutDuckDb = new("--without-duckdb") { Description = "Beside the C program only" };

    private readonly Timings timings = new();

    public override void Define(Command command)
    {
        command.Add(Touches);
        command.Add(Order);
        command.Add(WithoutDuckDb);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var rows = TouchRows.Make(options.GetValue(Touches), 6);
        var engine = new Engine(rows);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows.Count:N0} touches, {rows.PersonCount:N0} persons, {rows.Orders.Count:N0} orders, {Environment.ProcessorCount} cores"));
        Engine.Warm();
        var touches = timings.Measure("ours: group and sort, 1 thread", 3, () => engine.Group(1));
        timings.Measure("ours: group and sort, 2 threads", 3, () => engine.Group(2));
        var credit = timings.Measure("ours: five rules from grouped, 1 thread", 9, () => engine.Rules(touches, 1));
        var both = timings.Measure("ours: five rules from grouped, 2 threads", 9, () => engine.Rules(touches, 2));
        timings.Check("two threads give the same cents", credit.SequenceEqual(both));
        timings.Measure("ours: Markov 1 and Shapley counts from grouped, 1 thread", 3, () => engine.Count(touches, 1, true, 1));
        var first = timings.Measure("ours: Markov 1 and Shapley counts from grouped, 2 threads", 3, () => engine.Count(touches, 1, true, 2));
        var fit = timings.Measure("ours: Markov 1 solved", 5, () => Markov.Fit(first.Transitions!));
        timings.Measure("ours: shuffled rows to five rules + Markov 1 + Shapley, 2 threads", 3, () => engine.Everything(2));
        for (var order = 2; order <= options.GetValue(Order); order++)
        {
            var counted = order;
            var solved = timings.Measure($"ours: Markov {order} counted and solved, 2 threads", 1, () => Markov.Fit(engine.Count(touches, counted, false, 2).Transitions!, 2));
            timings.Check($"Markov {order}: conversion rate is conversions over paths", Math.Abs(solved.ConversionRate - fit.ConversionRate) < 1e-12);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Markov {order}: error bound {solved.ErrorBound:e1}"));
        }

        if (CProgram.Run(rows) is { } c)
        {
            timings.Add("C: group and sort, 1 thread", c.GroupMilliseconds, c.GroupMilliseconds);
            timings.Add("C: five rules from grouped, 1 thread", c.ModelsMilliseconds, c.ModelsMilliseconds);
            timings.Check("C gives the same cents", c.Cents.SequenceEqual(credit));
        }

        if (!options.GetValue(WithoutDuckDb)) Beside(new DuckDb(rows), credit, first);
        timings.Print(output);
        Ratios(output);
        return timings.Agree ? 0 : 1;
    }

    private void Beside(DuckDb duck, long[] credit, Statistics first)
    {
        using (duck)
        {
            timings.Measure("DuckDB: five rules without rounding, 2 threads", 3, duck.UnroundedRules);
            var rules = timings.Measure("DuckDB: five rules, 2 threads", 3, duck.Rules);
            var steps = timings.Measure("DuckDB: Markov 1 transitions from rows, 2 threads", 1, duck.Transitions);
            var shapley = timings.Measure("DuckDB: Shapley from rows, 2 threads", 1, duck.Shapley);
            duck.Threads(1);
            timings.Measure("DuckDB: five rules, 1 thread", 3, duck.Rules);
            Compare(rules, credit);
            Compare(steps, first.Transitions!.ToRows(), credit.Length / Engine.Models);
            var values = first.Shapley!.Conversions();
            foreach (var row in shapley) timings.Check("DuckDB gives the same Shapley values", Math.Abs(values[(int)row[0]] - row[1]) < 1e-6 * Math.Max(1, row[1]));
        }
    }

    private void Compare(double[][] rules, long[] credit)
    {
        foreach (var row in rules)
        {
            for (var model = 0; model < Engine.Models; model++)
            {
                // DuckDB weighs ages in floating point; where two remainders are all but equal the cent may go to the other.
                var tolerance = model == 3 ? 10 + (Math.Abs(row[model + 1]) * 1e-7) : 0;
                timings.Check($"DuckDB gives the same cents, model {model}", Math.Abs(row[model + 1] - credit[((int)row[0] * Engine.Models) + model]) <= tolerance);
            }
        }
    }

    private void Compare(double[][] steps, TransitionRows ours, int campaigns)
    {
        var counts = new Dictionary<(int, int), long>();
        for (var row = 0; row < ours.Starts.Length; row += 2) counts[(-1, (int)ours.Starts[row] - 1)] = ours.Starts[row + 1];
        for (var row = 0; row < ours.Steps.Length; row += 2)
        {
            var (state, next) = Math.DivRem((int)ours.Steps[row], campaigns + 2);
            counts[(state - 1, next < campaigns ? next : campaigns - 1 - next)] = ours.Steps[row + 1];
        }

        timings.Check("DuckDB counts the same transitions", steps.Length == counts.Count && steps.All(step => counts.GetValueOrDefault(((int)step[0], (int)step[1])) == (long)step[2]));
    }

    private void Ratios(TextWriter output)
    {
        const string ours = "ours: five rules from grouped, ";
        output.WriteLine("Ratios (aims in brackets):");
        Ratio("five rules, 1 thread, CPU time as a multiple of C's (at most 1.5)", timings.Cpu($"{ours}1"), timings.Cpu("C: five"));
        Ratio("five rules, time of one thread to time of two (near 2)", timings.Wall($"{ours}1"), timings.Wall($"{ours}2"));
        Ratio("DuckDB's time to ours: five rules, 2 threads each (24)", timings.Wall("DuckDB: five rules, 2"), timings.Wall($"{ours}2"));
        Ratio("DuckDB's time to ours: five rules, 1 thread each (24)", timings.Wall("DuckDB: five rules, 1"), timings.Wall($"{ours}1"));
        Ratio("DuckDB's CPU time to ours: five rules (24)", timings.Cpu("DuckDB: five rules, 2"), timings.Cpu($"{ours}1"));
        Ratio("DuckDB's CPU time without rounding to ours with: five rules", timings.Cpu("DuckDB: five rules without"), timings.Cpu($"{ours}1"));
        Ratio("DuckDB's CPU time to ours: shuffled rows to rules, Markov 1 and Shapley (25)", timings.Cpu("DuckDB: five rules, 2") + timings.Cpu("DuckDB: Markov") + timings.Cpu("DuckDB: Shapley"), timings.Cpu("ours: shuffled"));

        void Ratio(string name, double one, double other)
        {
            if (one > 0 && other > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-80} {one / other,8:N2}"));
        }
    }
}
