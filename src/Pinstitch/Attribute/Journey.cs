namespace Pinstitch.Attribute;

/// <summary>A person's touches and orders, each in order of time.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="Touches">Sorted by time, then event id.</param>
/// <param name="Orders">Sorted by time, then order id.</param>
/// <param name="HasBrowser">Whether any browser of the person is known; without one no touch can be.</param>
public sealed record Journey(UInt128 Person, IReadOnlyList<Touch> Touches, IReadOnlyList<Order> Orders, bool HasBrowser)
{
    /// <summary>Conversions besides orders, by type; each type sorted by time.</summary>
    public IReadOnlyList<TypedConversions> Conversions { get; init; } = [];

    /// <summary>Conversions of one type; none where the person has none.</summary>
    public IReadOnlyList<Order> ConversionsOf(string type) => Conversions.FirstOrDefault(item => item.Type == type)?.Conversions ?? [];
}
