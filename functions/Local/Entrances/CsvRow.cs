using System.Text.Json;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary>A row of a CSV file.</summary>
/// <param name="Number">Its line, as an editor counts; of a row over several lines the first.</param>
/// <param name="Record">Its values by the names of the columns.</param>
/// <param name="Mistake">Why it cannot be read; null when it can.</param>
internal sealed record CsvRow(int Number, JsonElement Record, string? Mistake);
