namespace Pinstitch.Attribute.Models;

/// <summary>All to the last touch that is not direct; to a direct visit only where there is nothing else.</summary>
public sealed class LastNonDirect() : AttributionModel("last_non_direct", "Last non-direct click")
{
    public override void Weigh(ReadOnlySpan<double> ages, Span<double> weights)
    {
        weights.Clear();
        weights[^1] = 1;
    }
}
