namespace Pinstitch.Attribute;

/// <summary>A person's conversions of one type.</summary>
/// <param name="Type">Id of the <see cref="ConversionType"/>.</param>
/// <param name="Conversions">In the shape of orders; sorted by time.</param>
public sealed record TypedConversions(string Type, IReadOnlyList<Order> Conversions);
