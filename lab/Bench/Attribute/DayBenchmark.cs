using System.CommandLine;
using System.Globalization;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// One more day beside everything anew, on what the engine keeps between nights: the grouped touches, the counts of paths and
/// the credit. Both end with the same cents and counts.
/// </summary>
internal sealed class DayBenchmark() : Benchmark("attribute-day", "What one new day costs beside a full run")
{
    private static readonly Option<int> Touches = new("--touches") { Description = "How many touches", DefaultValueFactory = _ => 5_000_000 };

    private static readonly Option<int> Days = new("--days") { Description = "Days on which journeys begin, the last of them new", DefaultValueFactory = _ => 365 };

    public override void Define(Command command)
    {
        command.Add(Touches);
        command.Add(Days);
    }

    public override Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var timings = new Timings();
        Engine.Warm();
        var days = options.GetValue(Days);
        var made = TouchRows.Make(options.GetValue(Touches), 6, days: days);
        var all = made.Between(0, days * TouchRows.Day);
        var (known, day) = (made.Between(0, (days - 1) * TouchRows.Day), made.Between((days - 1) * TouchRows.Day, days * TouchRows.Day));
        var engine = new Engine(known);
        var touches = engine.Group(2);
        var (cents, counts) = engine.Everything(2);
        var (full, fullCounts) = timings.Measure("everything anew, 2 threads", 5, () => new Engine(all).Everything(2));
        var update = new DayUpdate(known, touches, day);
        for (var round = 0; round < 60; round++) update.Run(cents, counts);
        var (updated, transitions, shapley) = timings.Measure("one new day, 1 thread", 9, () => update.Run(cents, counts));
        timings.Check("the day's credit is that of a full run", full.SequenceEqual(updated));
        timings.Check("the day's transitions are those of a full run", Same(fullCounts.Transitions!.ToRows(), transitions.ToRows()));
        timings.Check("the day's Shapley values are those of a full run", fullCounts.Shapley!.ToRows().SequenceEqual(shapley.ToRows()));
        timings.Print(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The day has {day.Count:N0} of {all.Count:N0} touches ({(double)day.Count / all.Count:P2}) and {day.Orders.Count:N0} of {all.Orders.Count:N0} orders, of {update.Persons:N0} of {all.PersonCount:N0} persons."));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"It costs {timings.Cpu("one new day") / timings.Cpu("everything"):P2} of a full run's CPU time (aim: at most 2 %)"));
        return Task.FromResult(timings.Agree ? 0 : 1);
    }

    private static bool Same(TransitionRows one, TransitionRows other) =>
        one.Starts.SequenceEqual(other.Starts) && one.Steps.SequenceEqual(other.Steps) && one.Values.SequenceEqual(other.Values) && one.Nulls == other.Nulls && one.Conversions == other.Conversions;
}
