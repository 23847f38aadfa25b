using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Shards;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Lab.Bench.AttributeNight;

/// <summary>A new day on top of a history, shard by shard, beside making everything anew: from routed events to journeys, counts and rows of credit.</summary>
internal sealed class AttributeNightBenchmark() : Benchmark("attribute-night", "Credit after one new day, beside credit of everything anew")
{
    private static readonly Option<int> Touches = new("--touches") { Description = "How many touches, about", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Days = new("--days") { Description = "Days of history, the last of them new", DefaultValueFactory = _ => 365 };
    private static readonly Option<int> Shards = new("--shards") { Description = "Shards of persons; one is in memory at a time", DefaultValueFactory = _ => 8 };

    private const string Whole = "1 everything anew";

    private readonly SortedDictionary<string, double> seconds = new(StringComparer.Ordinal);

    public override void Define(Command command)
    {
        foreach (var option in (Option[])[Touches, Days, Shards]) command.Add(option);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var (touches, days, shards) = (options.GetValue(Touches), options.GetValue(Days), options.GetValue(Shards));
        var measurement = MeasurementReader.Read("""
            { "shop": { "name": "Bench", "currency": "EUR", "timeZone": "UTC" }, "models": ["last_click", "first_click", "linear", "time_decay", "position_based"] }
            """).Value;
        var night = ShardOfEvents.FirstDay.AddDays(days - 1);
        // Warm: the just-in-time compiler is done before anything is measured. What it has to do again and again it compiles
        // once more after thirty times: so often the day is made, which is short and would else be measured half compiled.
        for (var round = 0; round < 40; round++) Shard(measurement, night, ShardOfEvents.Make(1_000, days, (ulong)round));
        seconds.Clear();
        var (lines, newLines, handed, persons, changed, isSame) = (0L, 0L, 0L, 0L, 0L, true);
        for (var shard = 0; shard < shards; shard++)
        {
            var events = ShardOfEvents.Make(touches / 5 / shards, days, (ulong)shard + 1);
            var (ofShard, changedOfShard, handedOfShard, same) = Shard(measurement, night, events);
            (lines, newLines, handed, isSame) = (lines + events.Before.Count + events.Day.Count, newLines + events.Day.Count, handed + handedOfShard, isSame && same);
            (persons, changed) = (persons + ofShard, changed + changedOfShard);
        }

        var culture = CultureInfo.InvariantCulture;
        await output.WriteLineAsync(string.Create(culture, $"{lines:N0} events of {persons:N0} persons in {shards} shards over {days} days; the new day has {newLines:N0} ({100.0 * newLines / lines:0.00} %) of {changed:N0} persons ({100.0 * changed / persons:0.00} %), who have {100.0 * handed / lines:0.00} % of all events"));
        var book = seconds["4 everything anew as the night has it: the book besides"] += seconds[Whole];
        foreach (var (step, taken) in seconds) await output.WriteLineAsync(string.Create(culture, $"{step,-60} {taken * 1000,10:N0} ms CPU   {100 * taken / seconds[Whole],6:0.00} % of the whole"));
        await output.WriteLineAsync(string.Create(culture, $"As the night has both, book included, the day costs {100 * seconds["3 a new day as the night has it: out of the book, and into it"] / book:0.00} % of everything (aim: at most 2 %)"));
        await output.WriteLineAsync(isSame ? "Both ways end with the same bytes." : "The two ways do NOT end with the same bytes.");
        return isSame ? 0 : 1;
    }

    private (int Persons, int Changed, int Handed, bool IsSame) Shard(Measurement measurement, DateOnly night, ShardOfEvents events)
    {
        var one = new ShardNight(measurement, night, AdDirectory.Empty);
        List<ReadOnlyMemory<byte>> all = [.. events.Before, .. events.Day];
        var before = new ShardNight(measurement, night.AddDays(-1), AdDirectory.Empty).Run(new(events.Before), null);
        var (store, counts) = Bytes(before);
        ShardState Stored() => new(JourneyStore.Read(store), PathStatisticsFile.Read(counts));

        var anew = Measure(Whole, () => Ended(new(all), whole => one.Run(whole, null), state => state.Store.Persons.Select(person => person.Person)));
        // All events of those who have any on the new day, or something that is still open.
        var of = new PersonEvents(all);
        var lines = new PersonEvents(events.Day).Persons.Concat(one.Awaited(before)).Distinct().SelectMany(of.LinesOf).ToList();
        var day = Measure("2 a new day, given the events of the persons it is about", () => Ended(new(lines), Given, state => state.Changed));
        Measure("4 everything anew as the night has it: the book besides", () => new ShardOfBook(all));
        var book = new ShardOfBook(events.Before);
        var read = Measure("3 a new day as the night has it: out of the book, and into it", () => Ended(book.Night(events.Day, one.Awaited(Stored())), some => one.Run(some, [], Stored()), state => state.Changed));
        book.Check(all);
        var changed = day.State.Changed.Select(person => person.ToString("x32", CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
        var same = new[] { anew, day, read }.Select(result => Text(result, changed)).Distinct().Count() == 1;
        return (anew.State.Store.Persons.Count, day.State.Changed.Count, lines.Count, same);

        // Whoever routes the events asks first whose may be other ones although none have come.
        ShardState Given(PersonEvents some)
        {
            var stored = Stored();
            var isComplete = !one.Awaited(stored).Except(some.Persons).Any();
            return isComplete ? one.Run(some, [], stored) : throw new InvalidOperationException("Events of a person are missing.");
        }

        (ShardState State, IReadOnlyList<FactCredit> Credits) Ended(PersonEvents known, Func<PersonEvents, ShardState> run, Func<ShardState, IEnumerable<UInt128>> credited)
        {
            var state = run(known);
            Bytes(state);
            var rows = new CreditedJourneys(measurement, "run", night);
            rows.Add([.. credited(state).Select(person => Journeys.From(person, known.EventsOf(person), measurement.Attribution))]);
            return (state, rows.Credits);
        }
    }

    private static string Text((ShardState State, IReadOnlyList<FactCredit> Credits) result, HashSet<string> persons)
    {
        var (store, counts) = Bytes(result.State);
        return Convert.ToHexString(SHA256.HashData([.. store, .. counts])) + JsonSerializer.Serialize(result.Credits.Where(row => persons.Contains(row.CustomerKey)));
    }

    private static (byte[] Store, byte[] Counts) Bytes(ShardState state) => (state.Store.Write(), PathStatisticsFile.Write(state.Counts));

    private T Measure<T>(string step, Func<T> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var began = process.TotalProcessorTime;
        var result = work();
        process.Refresh();
        seconds[step] = seconds.GetValueOrDefault(step) + (process.TotalProcessorTime - began).TotalSeconds;
        return result;
    }
}
