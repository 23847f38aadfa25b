namespace Pinstitch.Attribute.Models;

/// <summary>The same to every touch.</summary>
public sealed class Linear() : AttributionModel("linear", "Linear")
{
    public override void Weigh(ReadOnlySpan<double> ages, Span<double> weights) => weights.Fill(1);
}
