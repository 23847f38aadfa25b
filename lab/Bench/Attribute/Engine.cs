using Pinstitch.Attribute;
using Pinstitch.Attribute.Engine;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Our engine, as the benchmark calls it: persons in equal parts over the threads.</summary>
internal sealed class Engine(TouchRows rows)
{
    private static readonly AttributionSettings Settings =
        new(30, 30, 1, [new FirstClick(), new LastClick(), new Linear(), new TimeDecay(), new PositionBased()])
        {
            Views = new(ViewUse.AsClick),
            Ranks = new(1, 1, 1),
        };

    private readonly TouchTraits traits = new(
        [.. Enumerable.Range(0, 2 * TouchRows.Campaigns).Select(code => new TouchCode(code % 2 == 0 ? TouchKind.Click : TouchKind.View, "paid", $"{code / 2}"))],
        [.. Enumerable.Range(0, 2 * TouchRows.Campaigns).Select(code => code / 2)],
        Settings);

    public static int Models => Settings.Models.Count;

    /// <param name="threads">Cores.</param>
    /// <param name="inPlace">Whether the rows may be used up.</param>
    public TouchTable Group(int threads, bool inPlace = false) => TouchGrouping.Group(rows.Persons, rows.Packed, rows.PersonCount, threads, inPlace ? rows.Packed : null);

    public long[] Rules(TouchTable touches, int threads)
    {
        var parts = new Totals[threads];
        Run(threads, part =>
        {
            var sink = new Totals(Models);
            var pass = new CreditPass(touches, rows.Orders, traits, Settings);
            pass.Run((int)((long)rows.Orders.Count * part / threads), (int)((long)rows.Orders.Count * (part + 1) / threads), ref sink);
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
        Run(threads, part =>
        {
            var sink = new Statistics(
                rows.Orders, order == 0 ? null : new(TouchRows.Campaigns, order), withShapley ? new(TouchRows.Campaigns) : null);
            new PathPass(touches, rows.Orders, traits, Settings)
                .Run((int)((long)rows.PersonCount * part / threads), (int)((long)rows.PersonCount * (part + 1) / threads), ref sink);
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
