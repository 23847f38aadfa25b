namespace Pinstitch.Functions.Serve;

/// <summary>The files of one day of a report.</summary>
/// <param name="Level">Grain of the report.</param>
/// <param name="Delivery">Blob in <c>reports/</c>; null where a partition holds claims alone.</param>
/// <param name="Conversion">Blob in <c>reports/</c>; null where nothing is claimed.</param>
public sealed record CurrentReport(string Level, string? Delivery, string? Conversion);
