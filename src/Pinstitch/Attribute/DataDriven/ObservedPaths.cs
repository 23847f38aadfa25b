namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Paths as other tools write them down, without persons or times: what models that need neither make of them. Counts and
/// values are scaled to whole numbers by the decimals they have, nine at most, so nothing is rounded before a model divides.
/// </summary>
public sealed class ObservedPaths
{
    private const decimal MostScale = 1_000_000_000;

    private readonly List<(int[] Path, long Conversions, long Value, long Nulls)> rows = [];
    private readonly double countScale;
    private readonly double valueScale;

    /// <param name="paths">The paths; the same path may come more than once.</param>
    /// <exception cref="ArgumentException">A number is negative, or there is no path.</exception>
    public ObservedPaths(IReadOnlyList<ObservedPath> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0) throw new ArgumentException("There are no paths.", nameof(paths));
        Channels = [.. paths.SelectMany(path => path.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = Channels.Select((name, place) => (name, place)).ToDictionary(item => item.name, item => item.place, StringComparer.Ordinal);
        var ofCounts = Scale(paths.SelectMany(path => new[] { path.Conversions, path.Nulls }));
        var ofValues = Scale(paths.Select(path => path.Value));
        foreach (var path in paths)
            rows.Add(([.. path.Path.Select(name => places[name])], Whole(path.Conversions, ofCounts), Whole(path.Value, ofValues), Whole(path.Nulls, ofCounts)));
        (countScale, valueScale) = ((double)ofCounts, (double)ofValues);
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>How often each set of channels that was seen converted, the most journeys first.</summary>
    public IReadOnlyList<SetRate> Sets() =>
    [
        .. rows.GroupBy(row => string.Join(',', row.Path.Distinct().Order()), (_, of) => of.ToList())
            .Select(of => new SetRate([.. of[0].Path.Distinct().Order().Select(member => Channels[member])], of.Sum(row => row.Conversions) / countScale, of.Sum(row => row.Nulls) / countScale))
            .OrderByDescending(set => set.Conversions + set.Nulls)
            .ThenBy(set => string.Join('>', set.Channels), StringComparer.Ordinal),
    ];

    /// <summary>Credit under every model, by model and then channel.</summary>
    /// <param name="mostOrder">Chains are fitted from order 1 to this, at most 4.</param>
    public IEnumerable<PathCredit> Credit(int mostOrder)
    {
        foreach (var (model, weigh) in Rules)
        {
            var (conversions, values) = (new double[Channels.Count], new double[Channels.Count]);
            foreach (var row in rows)
            {
                for (var touch = 0; touch < row.Path.Length; touch++)
                {
                    var share = weigh(touch, row.Path.Length);
                    conversions[row.Path[touch]] += row.Conversions * share;
                    values[row.Path[touch]] += row.Value * share;
                }
            }

            for (var member = 0; member < Channels.Count; member++) yield return new(model, Channels[member], conversions[member] / countScale, values[member] / valueScale);
        }

        var shapley = new ShapleyCounts(Channels.Count);
        foreach (var row in rows) shapley.Add(row.Path, row.Conversions, row.Value);
        var (ofCounts, ofValues) = (shapley.Conversions(), shapley.Values());
        for (var member = 0; member < Channels.Count; member++) yield return new("shapley", Channels[member], ofCounts[member] / countScale, ofValues[member] / valueScale);

        for (var order = 1; order <= mostOrder; order++)
        {
            var fit = Markov.Fit(Transitions(order));
            for (var member = 0; member < Channels.Count; member++)
                yield return new($"markov_{order}", Channels[member], fit.Conversions[member] / countScale, fit.Values[member] / valueScale, fit.RemovalEffects[member]);
        }

        var game = ChainGame.Value(Transitions(1));
        for (var member = 0; member < Channels.Count; member++)
            yield return new("shapley_chain", Channels[member], game.Conversions[member] / countScale, null, null, game.IsExact ? null : game.StandardErrors[member] / countScale);
    }

    /// <summary>Ordered Shapley value: conversions by channel, then by place of first appearance in the path, from 0.</summary>
    public double[][] Ordered()
    {
        var ordered = new OrderedShapley(Channels.Count);
        foreach (var row in rows) ordered.Add(row.Path, row.Conversions);
        return [.. ordered.Conversions().Select(places => Array.ConvertAll(places, count => count / countScale))];
    }

    /// <summary>The chain's counts; a window that is followed by the same window is one state.</summary>
    public TransitionCounts Transitions(int order)
    {
        var counts = new TransitionCounts(Channels.Count, order);
        foreach (var row in rows) counts.Add(row.Path, row.Conversions, row.Value, row.Nulls);
        return counts;
    }

    private static (string Model, Func<int, int, double> Weigh)[] Rules =>
    [
        ("first", (touch, _) => touch == 0 ? 1 : 0),
        ("last", (touch, count) => touch == count - 1 ? 1 : 0),
        ("linear", (_, count) => 1.0 / count),
        ("position", (touch, count) => count == 1 ? 1 : count == 2 ? 0.5 : touch == 0 || touch == count - 1 ? 0.4 : 0.2 / (count - 2)),
    ];

    private static long Whole(decimal number, decimal scale) => decimal.ToInt64(decimal.Round(number * scale));

    /// <summary>The power of ten that makes all numbers whole while their sum is exact in floating point.</summary>
    private static decimal Scale(IEnumerable<decimal> numbers)
    {
        var (scale, sum) = (1m, 0m);
        foreach (var number in numbers)
        {
            if (number < 0) throw new ArgumentException($"{number} is negative.", nameof(numbers));
            sum += number;
            while (scale < MostScale && decimal.Truncate(number * scale) != number * scale) scale *= 10;
        }

        while (scale > 1 && sum * scale > 1L << 52) scale /= 10;
        return scale;
    }
}
