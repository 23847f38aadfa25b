using Pinstitch.Land;

namespace Pinstitch.Attribute;

/// <summary>Something besides orders that touches get credit for.</summary>
/// <param name="Id">Stable id, such as <c>lead</c>.</param>
/// <param name="Event">Name of the event that it is.</param>
/// <param name="Stage">For <see cref="EventNames.LeadStage"/>: which stage; null for any.</param>
/// <param name="Value">What one is worth, in minor units, where the event does not say.</param>
public sealed record ConversionType(string Id, string Event, string? Stage, long Value)
{
    public bool Matches(LandedEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Name == Event && (Stage is null || string.Equals(item.Stage, Stage, StringComparison.OrdinalIgnoreCase));
    }
}
