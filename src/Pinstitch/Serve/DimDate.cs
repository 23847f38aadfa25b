using System.Globalization;

namespace Pinstitch.Serve;

[MartTable("dim_date", "day, from the first that any table holds to the run's night, without gaps")]
public sealed record DimDate : MartRow
{
    [MartColumn("The day; the other tables' days join here")]
    public required DateOnly Date { get; init; }

    [MartColumn("Year")]
    public int Year => Date.Year;

    [MartColumn("Quarter, 1 to 4")]
    public int Quarter => ((Date.Month - 1) / 3) + 1;

    [MartColumn("Month, 1 to 12")]
    public new int Month => Date.Month;

    [MartColumn("Month in English, such as March")]
    public string MonthName => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Date.Month);

    [MartColumn("Year of the ISO 8601 week")]
    public int IsoYear => ISOWeek.GetYear(Date.ToDateTime(TimeOnly.MinValue));

    [MartColumn("ISO 8601 week, 1 to 53; weeks begin on Monday")]
    public int IsoWeek => ISOWeek.GetWeekOfYear(Date.ToDateTime(TimeOnly.MinValue));

    [MartColumn("Day of the week, 1 Monday to 7 Sunday")]
    public int DayOfWeek => Date.DayOfWeek == System.DayOfWeek.Sunday ? 7 : (int)Date.DayOfWeek;

    [MartColumn("Whether it is a Saturday or Sunday")]
    public bool IsWeekend => DayOfWeek > 5;

    public override string Partition => Date.ToString("yyyy", CultureInfo.InvariantCulture);

    public override string Key => Join(Day(Date));
}
