namespace Pinstitch.Functions.Local.PathFiles;

/// <summary>How a file of paths is laid out.</summary>
/// <param name="Path">Column of the path.</param>
/// <param name="Conversions">Column of how often it converted, or of whether it did.</param>
/// <param name="Value">Column of what the conversions were worth together.</param>
/// <param name="Nulls">Column of how often it did not.</param>
/// <param name="Separator">What stands between the channels of a path.</param>
internal sealed record PathColumns(string Path = "path", string Conversions = "total_conversions", string Value = "total_conversion_value", string Nulls = "total_null", string Separator = ">");
