namespace Pinstitch.Attribute.Models;

/// <summary>All to the first touch in the window.</summary>
public sealed class FirstClick() : AttributionModel("first_click", "First click")
{
    public override void Weigh(ReadOnlySpan<double> ages, Span<double> weights)
    {
        weights.Clear();
        weights[0] = 1;
    }
}
