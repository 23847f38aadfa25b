using System.Runtime.Intrinsics;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>The same to every touch.</summary>
public sealed class Linear() : AttributionModel("linear", "Linear")
{
    public override void Weigh(in TouchPath path, Span<long> weights) => weights.Fill(1);

    public override void Split(long total, in TouchPath path, Span<long> weights, Span<long> cents)
    {
        if (!path.Factors.IsEmpty)
        {
            base.Split(total, path, weights, cents);
            return;
        }

        weights.Fill(1);
        CreditSplit.Evenly(total, cents);
    }

    internal override bool TrySplit(OrderBlock block, long[] weights, long[] cents)
    {
        if (!LaneSplit.IsSupported) return false;
        for (var place = 0; place < block.Count; place++)
        {
            var (each, left) = Math.DivRem((uint)block.Total(place), (uint)block.Touches(place));
            var mask = LaneSplit.First(block.Touches(place));
            (mask & Vector512<long>.One).CopyTo(weights, place * LaneSplit.Width);
            ((mask & Vector512.Create((long)each)) - LaneSplit.First(left)).CopyTo(cents, place * LaneSplit.Width);
        }

        return true;
    }
}
