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

    internal override bool TrySplit(long total, in ShortPath path, out Vector512<long> weights, out Vector512<long> cents)
    {
        var (each, left) = Math.DivRem((uint)total, (uint)path.Count);
        weights = path.Mask & Vector512<long>.One;
        cents = (path.Mask & Vector512.Create((long)each)) - Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)left));
        return true;
    }
}
