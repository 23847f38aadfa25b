using Pinstitch.Azure.Tabular;
using Pinstitch.Serve;
using Pinstitch.Tests.EndToEnd;
using Pinstitch.Tests.Tell;

namespace Pinstitch.Tests.Serve;

/// <summary>DuckDB, which shares no code with our writer, reads the Parquet twins as they are meant.</summary>
public sealed class ParquetTwinTests
{
    private static readonly Marts Marts = new SmallShop().Marts();

    [Fact]
    public async Task Money_is_decimal_days_are_dates_and_missing_is_null()
    {
        var rows = TwinReader.Read((await ParquetFile.WriteMartAsync(Marts.Summaries)).ToArray());
        Assert.Equal(Marts.Summaries.Count, rows.Count);
        foreach (var (row, summary) in rows.Zip(Marts.Summaries))
        {
            Assert.Equal(summary.CreditedRevenue, Assert.IsType<decimal>(row["credited_revenue"]));
            Assert.Equal(summary.Spend, (decimal?)row["spend"]);
            Assert.Equal(summary.Roas, (double?)row["roas"]);
            Assert.Equal(summary.FromDate, Assert.IsType<DateOnly>(row["from_date"]));
        }

        Assert.Contains(rows, row => row["spend"] is null);
    }

    [Fact]
    public async Task Every_column_of_the_dictionary_is_in_the_file_and_no_other()
    {
        var dates = TwinReader.Read((await ParquetFile.WriteMartAsync(Marts.Dates)).ToArray());
        Assert.Equal(MartSchema.Of<DimDate>().Columns.Select(column => column.Name), dates[0].Keys);
        Assert.Equal("February", dates[0]["month_name"]);
        Assert.Equal(Marts.Dates.Count, dates.Count);
        Assert.Equal((7, true), (dates[^1]["day_of_week"], dates[^1]["is_weekend"]));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes() =>
        Assert.Equal((await ParquetFile.WriteMartAsync(Marts.Credits)).ToArray(), (await ParquetFile.WriteMartAsync(new SmallShop().Marts().Credits)).ToArray());
}
