namespace Pinstitch.Attribute.Models;

/// <summary>All to the last touch, direct visits included: what last-click reports say.</summary>
public sealed class LastClick() : AttributionModel("last_click", "Last click")
{
    public override bool DirectOnlyIfAlone => false;

    public override void Weigh(ReadOnlySpan<double> ages, Span<double> weights)
    {
        weights.Clear();
        weights[^1] = 1;
    }
}
