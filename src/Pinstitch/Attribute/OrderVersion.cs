namespace Pinstitch.Attribute;

/// <summary>What an order was worth from some time on.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it came about, UTC.</param>
/// <param name="Net">Minor units to give credit for.</param>
/// <param name="Cause"><c>placed</c>, <c>edited</c> or <c>refund</c>.</param>
public sealed record OrderVersion(int Number, DateTimeOffset At, long Net, string Cause);
