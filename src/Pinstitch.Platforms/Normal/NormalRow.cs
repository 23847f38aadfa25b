using Pinstitch.Collect;

namespace Pinstitch.Platforms.Normal;

/// <summary>A row in normal form.</summary>
/// <param name="Date">The platform's day.</param>
/// <param name="Delivery">Null in reports of conversions only.</param>
/// <param name="Conversions">Claims of the row, in a stable order.</param>
public readonly record struct NormalRow(DateOnly Date, AdDelivery? Delivery, IReadOnlyList<AdConversion> Conversions);
