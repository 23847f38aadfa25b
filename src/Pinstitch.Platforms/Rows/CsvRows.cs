using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Pinstitch.Platforms.Rows;

/// <summary>Rows of a CSV report: the first line that has more than one column names them.</summary>
internal sealed class CsvRows(Stream stream, string platform, RowShape shape, NameTable names) : IRowSource
{
    private readonly CsvParser csv = new(new StreamReader(stream, Encoding.UTF8), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
    private int[]? header;
    private long? promised;
    private long rows;
    private long lines;

    /// <summary>Columns in their order; empty before the first row.</summary>
    public IReadOnlyList<string> Columns => header is null ? [] : [.. header.Select(name => names[name])];

    public bool Read(FlatRow row)
    {
        while (csv.Read())
        {
            lines++;
            // Lines of one column above are titles, below them the platform's farewell.
            if (csv.Count < 2)
            {
                if (header is null && shape.CountLine is { } start && csv.Count == 1 && csv[0].StartsWith(start, StringComparison.Ordinal))
                    promised = long.TryParse(csv[0].AsSpan(start.Length), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
                continue;
            }

            if (header is null)
            {
                header = [.. Enumerable.Range(0, csv.Count).Select(place => names.Number(Encoding.UTF8.GetBytes(csv[place].Trim())))];
                continue;
            }

            if (csv.Count != header.Length)
            {
                throw new RowFaultException(new(
                    FaultKind.Transient,
                    $"{platform}'s report breaks off in the middle of a line; it is fetched again.",
                    string.Create(CultureInfo.InvariantCulture, $"line {csv.RawRow}: {csv.Count} of {header.Length} columns")));
            }

            row.Clear();
            for (var place = 0; place < header.Length; place++) row.Add(header[place], CellKind.Text, Encoding.UTF8.GetBytes(csv[place]));
            rows++;
            return true;
        }

        if (header is null && promised is null && lines > 0)
            throw new RowFaultException(new(FaultKind.Transient, $"{platform} sent something else than a report; it is fetched again.", "no line with columns"));
        if (promised is { } most && most != rows)
            throw new RowFaultException(new(FaultKind.Transient, $"{platform}'s report came incomplete; it is fetched again.", string.Create(CultureInfo.InvariantCulture, $"{rows} of {most} rows")));
        return false;
    }

    public void Dispose() => csv.Dispose();
}
