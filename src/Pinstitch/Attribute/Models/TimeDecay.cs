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

    internal override bool TrySplit(long total, in ShortPath path, out Vector512<long> weights, out Vector512<long> cents)
    {
        weights = halving.Weights(path.Ages, path.Ages[path.Count - 1]) & path.Mask;
        cents = ShortPath.LargestRemainder(total, weights);
        return true;
    }
}
