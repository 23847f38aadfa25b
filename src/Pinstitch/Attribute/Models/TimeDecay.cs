using System.Globalization;
using System.Runtime.Intrinsics;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// Half as much for each half-life of age, counted back from the order in continuous time. Seven days is the half-life of
/// Google Ads' model of that name.
/// </summary>
/// <param name="halfLifeDays">More than zero.</param>
public sealed class TimeDecay(double halfLifeDays = 7) : AttributionModel("time_decay", "Time decay")
{
    private readonly Halving halving = new((long)Math.Round(halfLifeDays * 86_400_000));

    public override string Parameters => string.Create(CultureInfo.InvariantCulture, $"half-life {halfLifeDays} days");

    public override IReadOnlyDictionary<string, long> Numbers => new Dictionary<string, long> { ["halfLifeMs"] = (long)Math.Round(halfLifeDays * 86_400_000) };

    /// <summary>Relative to the youngest touch, so that very old paths do not vanish into zero.</summary>
    public override void Weigh(in TouchPath path, Span<long> weights) => halving.Weights(path.Ages, path.Ages[^1], weights);

    internal override bool TrySplit(OrderBlock block, long[] weights, long[] cents)
    {
        if (!LaneSplit.IsSupported) return false;
        // Two short loops instead of a long one: the processor looks further ahead over orders.
        for (var place = 0; place < block.Count; place++)
            (halving.Weights(block.Ages(place), block.Youngest(place)) & LaneSplit.First(block.Touches(place))).CopyTo(weights, place * LaneSplit.Width);
        for (var place = 0; place < block.Count; place++)
        {
            var weight = Vector512.Create(weights, place * LaneSplit.Width);
            var sum = Vector512.Sum(weight);
            LaneSplit.LargestRemainder(block.Total(place), weight, sum, 1.0 / sum).CopyTo(cents, place * LaneSplit.Width);
        }

        return true;
    }
}
