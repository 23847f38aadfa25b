using System.Globalization;
using CsvHelper;

namespace Pinstitch.Platforms.Rows;

/// <summary>Rows of a CSV report: the first line that has more than one column names them.</summary>
internal sealed class CsvRows(Stream stream, string platform, NameTable names) : IRowSource
{
    private readonly CsvReader csv = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false }, false);
    private int[]? header;
    private long line;

    /// <summary>Columns in their order; empty before the first row.</summary>
    public IReadOnlyList<string> Columns => header is null ? [] : [.. header.Select(name => names[name])];

    public bool Read(FlatRow row)
    {
        try
        {
            while (csv.Read())
            {
                line++;
                // Lines of one column above are titles, below them the platform's farewell.
                if (csv.FieldCount < 2) continue;
                if (header is null)
                {
                    header = new int[csv.FieldCount];
                    for (var place = 0; place < header.Length; place++) header[place] = names.Number(csv.GetSpan(place).Trim((byte)' '));
                    continue;
                }

                if (csv.FieldCount != header.Length) throw BrokenOff(string.Create(CultureInfo.InvariantCulture, $"line {line}: {csv.FieldCount} of {header.Length} columns"));
                row.Clear();
                for (var place = 0; place < header.Length; place++) row.Add(header[place], CellKind.Text, csv.GetSpan(place));
                return true;
            }

            return false;
        }
        catch (CsvFormatException e)
        {
            throw BrokenOff(e.Message);
        }
    }

    public void Dispose() => csv.Dispose();

    private RowFaultException BrokenOff(string detail) =>
        new(new(FaultKind.Transient, $"{platform}'s report breaks off in the middle of a line; it is fetched again.", detail));
}
