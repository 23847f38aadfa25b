namespace Pinstitch.Attribute.DataDriven;

/// <summary>How often journeys converted whose channels were these, in whatever order and however often each.</summary>
/// <param name="Channels">Distinct channels, in order of name.</param>
/// <param name="Conversions">Journeys that converted.</param>
/// <param name="Nulls">Journeys that did not.</param>
public sealed record SetRate(IReadOnlyList<string> Channels, double Conversions, double Nulls)
{
    /// <summary>Conversions ÷ journeys. High where a set is rare too, so it is read with the number of journeys.</summary>
    public double Rate => Conversions + Nulls > 0 ? Conversions / (Conversions + Nulls) : 0;
}
