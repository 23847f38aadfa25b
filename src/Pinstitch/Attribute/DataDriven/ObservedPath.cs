namespace Pinstitch.Attribute.DataDriven;

/// <summary>A path that was seen some number of times.</summary>
/// <param name="Path">Channels in order of time; at least one.</param>
/// <param name="Conversions">How often it ended in a conversion.</param>
/// <param name="Value">What these were worth together.</param>
/// <param name="Nulls">How often it ended without.</param>
public sealed record ObservedPath(IReadOnlyList<string> Path, decimal Conversions, decimal Value, decimal Nulls);
