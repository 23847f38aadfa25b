using System.Text.Json;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary>A row of a CSV file.</summary>
/// <param name="Number">Its line, as an editor counts.</param>
/// <param name="Record">Its values by the names of the columns.</param>
internal sealed record CsvRow(int Number, JsonElement Record);
