namespace Pinstitch.Functions.Local.Demo;

/// <summary>One channel: what it cost, what it is said to have brought by whom, and what it really brought.</summary>
/// <param name="Channel">Name for people.</param>
/// <param name="Spend">Ad spend.</param>
/// <param name="Claimed">What the platform claims; null where there is none.</param>
/// <param name="LastClick">Credit under last click.</param>
/// <param name="PositionBased">Credit under position based.</param>
/// <param name="Truth">Revenue that is missing when the same people live again without the channel; null where that was not tried.</param>
internal sealed record DemoChannel(string Channel, decimal Spend, decimal? Claimed, decimal LastClick, decimal PositionBased, decimal? Truth);
