using System.Globalization;
using System.Text;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>
/// A row's key as bytes that sort as the rows are to be kept: day, hour, campaign, ad group, ad, cut, and where claims are
/// rows of their own what was claimed.
/// </summary>
internal sealed class RowKey(ColumnMap columns, bool isHourly)
{
    private static readonly FieldRole[] Order =
    [
        FieldRole.CampaignId, FieldRole.AdGroupId, FieldRole.AdId, FieldRole.CutType, FieldRole.CutValue, FieldRole.ClaimType, FieldRole.ClaimName,
    ];

    private byte[] bytes = new byte[256];
    private int used;

    /// <summary>The key of a row; valid until the next call.</summary>
    /// <exception cref="FormatException">The row has no day.</exception>
    public ReadOnlySpan<byte> Of(FlatRow row)
    {
        used = 0;
        Put(Encoding.ASCII.GetBytes(Day(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var hour = Hour(row);
        if (hour >= 0) Put(Encoding.ASCII.GetBytes(hour.ToString("D2", CultureInfo.InvariantCulture)));
        foreach (var role in Order)
        {
            Put("\0"u8);
            if (role == FieldRole.CutValue && columns.Table.CutColumns.Count > 0)
            {
                foreach (var part in columns.Cut(row))
                {
                    Put("&"u8);
                    if (part >= 0) Put(row.Value(part));
                }

                continue;
            }

            var place = columns.Find(row, role);
            if (place >= 0 && row.Kind(place) != CellKind.Null) Put(row.Value(place));
        }

        return bytes.AsSpan(0, used);
    }

    /// <summary>The platform's day of a row.</summary>
    /// <exception cref="FormatException">The row has none.</exception>
    public DateOnly Day(FlatRow row)
    {
        var place = columns.Find(row, FieldRole.Date);
        if (place >= 0) return RowValue.Day(row.Value(place));
        var (year, month, day) = (columns.Find(row, FieldRole.Year), columns.Find(row, FieldRole.Month), columns.Find(row, FieldRole.DayOfMonth));
        if (year < 0 || month < 0 || day < 0) throw new FormatException("A row has no day.");
        return new((int)RowValue.Number(CellKind.Number, row.Value(year))!, (int)RowValue.Number(CellKind.Number, row.Value(month))!, (int)RowValue.Number(CellKind.Number, row.Value(day))!);
    }

    /// <summary>The hour of a row, in a column of its own or behind its day; -1 when it has none.</summary>
    public int Hour(FlatRow row)
    {
        if (columns.Find(row, FieldRole.Hour) is >= 0 and var place) return RowValue.Hour(row.Value(place));
        return isHourly && columns.Find(row, FieldRole.Date) is >= 0 and var date && row.Value(date).Length > 12 ? RowValue.Hour(row.Value(date)) : -1;
    }

    private void Put(ReadOnlySpan<byte> part)
    {
        if (used + part.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + part.Length));
        part.CopyTo(bytes.AsSpan(used));
        used += part.Length;
    }
}
