using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary>Reads a CSV file row by row: UTF-8, or what a byte order mark says; quotes as in RFC 4180. A row that is not right is told with its line, and the others are read.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly StreamReader text;
    private readonly CsvReader csv;

    private CsvRows(StreamReader text, CsvReader csv, string[] columns) => (this.text, this.csv, Columns) = (text, csv, columns);

    /// <summary>The names in the first row.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <param name="path">The file.</param>
    /// <param name="delimiter">What stands between columns; null to find out.</param>
    /// <returns>The rows, or what is wrong with the file as a whole.</returns>
    public static Outcome<CsvRows> Open(string path, string? delimiter)
    {
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = delimiter is null, DetectDelimiterValues = [",", ";", "\t", "|"], MissingFieldFound = null, BadDataFound = null, IgnoreBlankLines = true,
        };
        if (delimiter is not null) settings.Delimiter = delimiter == "\\t" ? "\t" : delimiter;
        var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        var csv = new CsvReader(text, settings);
        var fault = Begin(csv, out var columns);
        if (fault is null) return new CsvRows(text, csv, columns);
        csv.Dispose();
        text.Dispose();
        return fault;
    }

    /// <exception cref="InvalidDataException">The file is not in UTF-8 from some line on.</exception>
    public IEnumerable<CsvRow> Read()
    {
        while (true)
        {
            var line = csv.Parser.RawRow + 1;
            try
            {
                if (!csv.Read()) yield break;
            }
            catch (DecoderFallbackException)
            {
                throw new InvalidDataException($"From about line {line.ToString(CultureInfo.InvariantCulture)} on the file is not in UTF-8. Save it as UTF-8 and import it again; rows that are there already change nothing.");
            }

            yield return Row(line);
        }
    }

    public void Dispose()
    {
        csv.Dispose();
        text.Dispose();
    }

    private static Fault? Begin(CsvReader csv, out string[] columns)
    {
        columns = [];
        try
        {
            if (!csv.Read() || !csv.ReadHeader()) return new Fault(FaultKind.Data, "The file is empty: its first row must name the columns.");
        }
        catch (DecoderFallbackException)
        {
            return new Fault(FaultKind.Data, "The file is not in UTF-8. Save it as UTF-8 and try again.");
        }

        columns = [.. csv.HeaderRecord!.Select(column => column.Trim())];
        var twice = columns.Where(column => column.Length > 0).GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new Fault(FaultKind.Data, $"The first row names the column '{twice.Key}' twice. Give one of them another name.");
    }

    private CsvRow Row(int line)
    {
        if (csv.Parser.Count != Columns.Count)
        {
            var hint = csv.Parser.Count > Columns.Count ? "A value with the delimiter in it needs quotes." : "Is a quote not closed, or a line broken?";
            return new(line, default, string.Create(CultureInfo.InvariantCulture, $"it has {csv.Parser.Count} values, and the first row names {Columns.Count} columns. {hint}"));
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var column = 0; column < Columns.Count; column++)
        {
            if (Columns[column].Length > 0 && csv.TryGetField<string>(column, out var value) && !string.IsNullOrWhiteSpace(value)) values[Columns[column]] = value;
        }

        return new(line, JsonSerializer.SerializeToElement(values), null);
    }
}
