using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Engine;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Our engine, as the benchmarks call it: threads take what is next until nothing is left.</summary>
internal sealed class Engine
{
    private static readonly AttributionSettings Settings =
        new(30, 30, 1, [new FirstClick(), new LastClick(), new Linear(), new TimeDecay(), new PositionBased()])
        {
            Views = new(ViewUse.AsClick),
            Ranks = new(1, 1, 1),
        };

    private const int Orders = 2048;
    private const int Persons = 16_384;

    private readonly TouchRows rows;
    private readonly TouchTraits traits;
    private readonly int members;

    /// <param name="rows">Touches and orders.</param>
    /// <param name="byChannel">Whether members are channels instead of campaigns.</param>
    public Engine(TouchRows rows, bool byChannel = false)
    {
        this.rows = rows;
        members = byChannel ? TouchRows.Channels : rows.Campaigns;
        var ofMember = rows.Campaigns / members;
        var codes = Enumerable.Range(0, 2 * rows.Campaigns);
        traits = new(
            [.. codes.Select(code => new TouchCode(code % 2 == 0 ? TouchKind.Click : TouchKind.View, "paid", $"{code / 2}"))],
            [.. codes.Select(code => code / 2 / ofMember)],
            Settings);
    }

    public static int Models => Settings.Models.Count;

    /// <summary>The campaign of a touch.</summary>
    public static int MemberOf(ulong packed) => TouchTable.CodeOf(packed) / 2;

    /// <summary>So that the just-in-time compiler is done before anything is measured.</summary>
    public static void Warm()
    {
        var warm = new Engine(TouchRows.Make(200_000, 1));
        var table = warm.Group(2);
        for (var round = 0; round < 40; round++)
        {
            warm.Group(2);
            warm.Rules(table, 1);
            warm.Count(table, 1, true, 1);
        }
    }

    /// <summary>From shuffled rows to credit under five rules and the counts of Markov 1 and Shapley, both fitted.</summary>
    public (long[] Cents, Statistics Counts) Everything(int threads, bool inPlace = false)
    {
        var touches = Group(threads, inPlace);
        var cents = Rules(touches, threads);
        var counts = Count(touches, 1, true, threads);
        Markov.Fit(counts.Transitions!);
        counts.Shapley!.Conversions();
        return (cents, counts);
    }

    /// <param name="threads">Cores.</param>
    /// <param name="inPlace">Whether the rows may be used up.</param>
    public TouchTable Group(int threads, bool inPlace = false) => TouchGrouping.Group(rows.Persons, rows.Packed, rows.PersonCount, threads, inPlace ? rows.Packed : null);

    public long[] Rules(TouchTable touches, int threads)
    {
        var parts = new Totals[threads];
        var next = 0;
        Run(threads, part =>
        {
            var sink = new Totals(Models, members);
            var pass = new CreditPass(touches, rows.Orders, traits, Settings);
            while (Interlocked.Add(ref next, Orders) - Orders is var first && first < rows.Orders.Count)
                pass.Run(first, Math.Min(first + Orders, rows.Orders.Count), ref sink);
            parts[part] = sink;
        });
        for (var part = 1; part < threads; part++)
        {
            for (var place = 0; place < parts[0].Cents.Length; place++) parts[0].Cents[place] += parts[part].Cents[place];
        }

        return parts[0].Cents;
    }

    /// <param name="touches">Grouped.</param>
    /// <param name="order">Of the chain; 0 for none.</param>
    /// <param name="withShapley">Whether to count for the Shapley value.</param>
    /// <param name="threads">Cores.</param>
    public Statistics Count(TouchTable touches, int order, bool withShapley, int threads)
    {
        var parts = new Statistics[threads];
        var next = 0;
        Run(threads, part =>
        {
            var sink = new Statistics(rows.Orders, order == 0 ? null : new(members, order), withShapley ? new(members) : null);
            var pass = new PathPass(touches, rows.Orders, traits, Settings);
            while (Interlocked.Add(ref next, Persons) - Persons is var first && first < rows.PersonCount)
                pass.Run(first, Math.Min(first + Persons, rows.PersonCount), ref sink);
            parts[part] = sink;
        });
        for (var part = 1; part < threads; part++)
        {
            if (parts[part].Transitions is { } transitions) parts[0].Transitions!.Add(transitions);
            if (parts[part].Shapley is { } shapley) parts[0].Shapley!.Add(shapley);
        }

        return parts[0];
    }

    private static void Run(int threads, Action<int> work)
    {
        if (threads == 1) work(0);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
    }
}
