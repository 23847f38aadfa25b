namespace Pinstitch.Functions.Serve;

/// <summary>The files of one day of a report.</summary>
/// <param name="Level">Grain of the report.</param>
/// <param name="Delivery">Blob in <c>reports/</c>.</param>
/// <param name="Conversion">Blob in <c>reports/</c>.</param>
public sealed record CurrentReport(string Level, string Delivery, string Conversion);
