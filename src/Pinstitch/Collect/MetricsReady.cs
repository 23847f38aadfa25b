namespace Pinstitch.Collect;

/// <summary>Whether a platform calls a day's numbers complete; they may change all the same. Null where it does not say.</summary>
public sealed record MetricsReady(bool? Delivery, bool? Conversions);
