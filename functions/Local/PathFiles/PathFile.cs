using System.Globalization;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Functions.Local.Entrances;

namespace Pinstitch.Functions.Local.PathFiles;

/// <summary>
/// Reads paths from a CSV file as attribution packages write them: counted paths (R's ChannelAttribution, its Python ports, mta),
/// or one journey a row with a mark whether it converted.
/// </summary>
internal static class PathFile
{
    /// <param name="file">The file, with a header.</param>
    /// <param name="columns">Its columns; those of numbers may be missing.</param>
    /// <param name="delimiter">What stands between columns; null to find out.</param>
    /// <returns>A path for each row, or what is wrong with the first row that is.</returns>
    public static Outcome<List<ObservedPath>> Read(string file, PathColumns columns, string? delimiter)
    {
        if (!File.Exists(file)) return Wrong($"There is no file {file}.");
        if (columns.Separator.Trim().Length == 0) return Wrong("--separator must be more than spaces.");
        if (!CsvRows.Open(file, delimiter).TryGet(out var rows, out var fault)) return fault;
        using var open = rows;
        if (!rows.Columns.Contains(columns.Path)) return Wrong($"{file} has no column '{columns.Path}'. It has: {string.Join(", ", rows.Columns)}. Name the column with --path, or what stands between columns with --delimiter.");
        var hasConversions = rows.Columns.Contains(columns.Conversions);
        var paths = new List<ObservedPath>();
        foreach (var row in rows.Read())
        {
            if (row.Mistake is { } mistake) return Wrong($"Line {row.Number} of {file}: {mistake}");
            string[] channels = [.. (Text(row, columns.Path) ?? string.Empty).Split(columns.Separator.Trim()).Select(channel => channel.Trim()).Where(channel => channel.Length > 0)];
            if (channels.Length == 0) return Wrong($"Line {row.Number} of {file} has no path.");
            // A mark tells of one journey: not converted is a path without conversion.
            var isMarked = bool.TryParse(Text(row, columns.Conversions), out var converted);
            var conversions = isMarked ? converted ? 1 : 0 : hasConversions ? Number(row, columns.Conversions) : 1;
            var nulls = isMarked && !rows.Columns.Contains(columns.Nulls) ? converted ? 0 : 1 : Number(row, columns.Nulls);
            if (conversions is null || nulls is null || Number(row, columns.Value) is not { } value)
                return Wrong($"Line {row.Number} of {file}: conversions, value and nulls must be numbers that are not negative, with a decimal point.");
            paths.Add(new(channels, conversions.Value, value, nulls.Value));
        }

        return paths.Sum(path => path.Conversions + path.Nulls) > 0 ? paths : Wrong($"{file} has no paths with a count.");
    }

    private static string? Text(CsvRow row, string column) => row.Record.TryGetProperty(column, out var value) ? value.GetString()?.Trim() : null;

    /// <summary>0 where there is no such column, or nothing in it: empty, or what R and Python write for that. Null for what is no number.</summary>
    private static decimal? Number(CsvRow row, string column) => Text(row, column) is not { } text || text.ToUpperInvariant() is "" or "NA" or "NAN" or "NULL" or "NONE"
        ? 0
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;

    private static Fault Wrong(string text) => new(FaultKind.Data, text);
}
