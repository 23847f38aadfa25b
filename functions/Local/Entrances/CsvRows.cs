using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary>Reads a CSV file row by row.</summary>
internal static class CsvRows
{
    /// <param name="path">The file.</param>
    /// <param name="delimiter">What stands between columns; null to find out.</param>
    public static IEnumerable<CsvRow> Read(string path, string? delimiter)
    {
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = delimiter is null, MissingFieldFound = null, BadDataFound = null };
        if (delimiter is not null) settings.Delimiter = delimiter == "\\t" ? "\t" : delimiter;
        using var text = new StreamReader(path, Encoding.UTF8);
        using var csv = new CsvReader(text, settings);
        if (!csv.Read() || !csv.ReadHeader()) yield break;
        var columns = csv.HeaderRecord!.Select(column => column.Trim()).ToArray();
        while (csv.Read())
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var column = 0; column < columns.Length; column++)
            {
                if (csv.TryGetField<string>(column, out var value) && !string.IsNullOrWhiteSpace(value)) values[columns[column]] = value;
            }

            yield return new(csv.Parser.RawRow, JsonSerializer.SerializeToElement(values));
        }
    }
}
