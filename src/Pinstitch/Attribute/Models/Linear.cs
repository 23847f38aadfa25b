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
}
