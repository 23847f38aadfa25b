using System.IO.Compression;
using System.Text;
using CsCheck;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;
using Pinstitch.Platforms.Normal;
using Pinstitch.Platforms.Rows;
using Pinstitch.Tests.Collect.Faults;

namespace Pinstitch.Tests.Platforms;

/// <summary>Reports as they come: packed, marked, repeated, widened, narrowed.</summary>
public sealed class RowReadingTests
{
    private static readonly AdPlatform Pinterest = ReportSources.Platforms.Single(platform => platform.Descriptor.Id == "pinterest");
    private static readonly AdAccount Account = new("pinterest", "123", "Test", "EUR", "UTC", 90);

    private const string Row = """{"DATE":"2026-11-20","CAMPAIGN_ID":1,"CAMPAIGN_NAME":"A","SPEND_IN_MICRO_DOLLAR":1500000,"IMPRESSION_1":10}""";

    [Fact]
    [FromFaultList("gzip/BOM")]
    public void A_byte_order_mark_and_packing_change_nothing()
    {
        var plain = Encoding.UTF8.GetBytes($$"""{"1":[{{Row}}]}""");
        byte[] marked = [0xEF, 0xBB, 0xBF, .. plain];
        Assert.Equal(Text(plain), Text(marked));
        Assert.Equal(Text(plain), Text(Pack(plain)));
        Assert.Equal(Text(plain), Text(Pack(marked)));
    }

    [Fact]
    public void Nothing_in_several_ways_is_no_rows()
    {
        Assert.Equal(string.Empty, Text([]));
        Assert.Equal(string.Empty, Text("{}"u8.ToArray()));
        Assert.Equal(string.Empty, Text("[]"u8.ToArray()));
        Assert.Equal(string.Empty, Text("DATE,CAMPAIGN_ID,SPEND_IN_MICRO_DOLLAR\n"u8.ToArray()));
    }

    [Fact]
    public void The_same_rows_as_CSV_are_the_same_rows()
    {
        var csv = "DATE,CAMPAIGN_ID,CAMPAIGN_NAME,SPEND_IN_MICRO_DOLLAR,IMPRESSION_1\n2026-11-20,1,A,1500000,10\n"u8.ToArray();
        Assert.Equal(Text(Encoding.UTF8.GetBytes($$"""{"1":[{{Row}}]}""")), Text(csv));
    }

    [Fact]
    public void Keyed_by_day_or_by_entity_is_the_same()
    {
        Assert.Equal(Text(Encoding.UTF8.GetBytes($$"""{"2026-11-20":[{{Row}}]}""")), Text(Encoding.UTF8.GetBytes($$"""{"1":[{{Row}}]}""")));
    }

    [Fact]
    [FromFaultList("duplicate rows across pages")]
    public void A_row_that_comes_again_on_the_next_page_counts_once()
    {
        var page = Encoding.UTF8.GetBytes($$"""{"1":[{{Row}}]}""");
        using var report = Read(page, page).Value;
        Assert.Equal((1, 1), (report.Rows, report.Repeats));
        Assert.Equal(1_500_000, report.Days.Values.Single().SpendMicros);
    }

    [Fact]
    public void Two_rows_with_one_key_and_different_numbers_are_not_chosen_between()
    {
        var fault = Read(Encoding.UTF8.GetBytes($$"""{"1":[{{Row}},{{Row.Replace("1500000", "1", StringComparison.Ordinal)}}]}""")).Fault!;
        Assert.Equal(FaultKind.Data, fault.Kind);
    }

    [Theory]
    [FromFaultList("NaN/\"-\"/\"\"")]
    [InlineData("\"\"")]
    [InlineData("\"-\"")]
    [InlineData("\"NaN\"")]
    [InlineData("null")]
    public void What_is_no_number_in_a_known_way_is_nothing(string value)
    {
        using var report = Read(Encoding.UTF8.GetBytes($$"""{"1":[{"DATE":"2026-11-20","CAMPAIGN_ID":"1","SPEND_IN_MICRO_DOLLAR":5,"IMPRESSION_1":{{value}}}]}""")).Value;
        Assert.Null(report.Normal(_ => (false, 0)).Single().Delivery!.Impressions);
    }

    [Fact]
    public void What_is_no_number_in_an_unknown_way_is_a_fault()
    {
        var fault = Read("""{"1":[{"DATE":"2026-11-20","CAMPAIGN_ID":1,"SPEND_IN_MICRO_DOLLAR":"lots"}]}"""u8.ToArray()).Fault!;
        Assert.Equal(FaultKind.Data, fault.Kind);
        Assert.Contains("SPEND_IN_MICRO_DOLLAR", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    [FromFaultList("new column")]
    [FromFaultList("column missing")]
    public void A_new_column_is_kept_and_told_and_a_missing_one_is_told()
    {
        using var report = Read("""{"1":[{"DATE":"2026-11-20","CAMPAIGN_ID":1,"IMPRESSION_1":3,"SOMETHING_NEW":{"a":[1,2]}}]}"""u8.ToArray()).Value;
        Assert.Equal(["SOMETHING_NEW.a"], report.Unknown);
        Assert.Equal(["SPEND_IN_MICRO_DOLLAR"], report.Missing);
        Assert.Equal("""{"SOMETHING_NEW.a":[1,2]}""", report.Normal(_ => (false, 0)).Single().Delivery!.Extra);
    }

    [Theory]
    [FromFaultList("leap day")]
    [InlineData("2028-02-29", true)]
    [InlineData("2027-02-29", false)]
    public void A_leap_day_is_a_day_and_others_are_not(string day, bool isDay)
    {
        Assert.Equal(isDay, Read(Encoding.UTF8.GetBytes($$"""{"1":[{"DATE":"{{day}}","CAMPAIGN_ID":1}]}""")).Fault is null);
    }

    [Fact]
    [FromFaultList("DST day")]
    public void Days_when_clocks_change_are_asked_for_from_midnight_to_midnight()
    {
        var berlin = Account with { TimeZone = "Europe/Berlin" };
        Assert.Equal("2026-10-25T00:00:00.000+02:00", Pinstitch.Platforms.Snapchat.SnapchatPlatform.Midnight(berlin, new(2026, 10, 25)));
        Assert.Equal("2026-10-26T00:00:00.000+01:00", Pinstitch.Platforms.Snapchat.SnapchatPlatform.Midnight(berlin, new(2026, 10, 26)));
    }

    [Fact]
    [FromFaultList("id as number")]
    public void Large_ids_never_go_through_floating_point()
    {
        using var report = Read("""{"1":[{"DATE":"2026-11-20","CAMPAIGN_ID":9007199254740993,"SPEND_IN_MICRO_DOLLAR":9007199254740993}]}"""u8.ToArray()).Value;
        var row = report.Normal(_ => (false, 0)).Single().Delivery!;
        Assert.Equal(("9007199254740993", 9_007_199_254_740_993), (row.CampaignId, row.SpendMicros));
    }

    [Fact]
    [FromFaultList("negative spend (credit)")]
    public void A_credit_is_a_spend_below_zero_and_lowers_the_days()
    {
        using var report = Read("""{"1":[{"DATE":"2026-11-20","CAMPAIGN_ID":1,"SPEND_IN_MICRO_DOLLAR":-500000},{"DATE":"2026-11-20","CAMPAIGN_ID":2,"SPEND_IN_MICRO_DOLLAR":2000000}]}"""u8.ToArray()).Value;
        Assert.Equal(-0.5m, report.Normal(_ => (false, 0)).First().Delivery!.Spend);
        Assert.Equal(1_500_000, report.Days.Values.Single().SpendMicros);
    }

    [Fact]
    [FromFaultList("value as string")]
    public void Numbers_as_text_are_the_same_numbers()
    {
        var asText = Row.Replace(":1,", ":\"1\",", StringComparison.Ordinal).Replace("1500000", "\"1500000\"", StringComparison.Ordinal).Replace(":10}", ":\"10\"}", StringComparison.Ordinal);
        Assert.Equal(Text(Encoding.UTF8.GetBytes($$"""{"1":[{{Row}}]}""")), Text(Encoding.UTF8.GetBytes($$"""{"1":[{{asText}}]}""")));
    }

    [Fact]
    public void A_web_page_and_half_a_document_are_fetched_again()
    {
        Assert.Equal(FaultKind.Transient, Read("<html></html>"u8.ToArray()).Fault!.Kind);
        Assert.Equal(FaultKind.Transient, Read(Encoding.UTF8.GetBytes($$"""{"1":[{{Row}},{"DATE":"20""")).Fault!.Kind);
    }

    [Fact]
    public void Neither_the_order_of_rows_nor_the_memory_for_them_changes_a_byte()
    {
        var gen = Gen.Select(Gen.Int[1, 28], Gen.Int[1, 400], Gen.Int[0, 9]).Array[1, 300];
        Gen.Select(gen, Gen.Int[0, int.MaxValue]).Holds(
            (rows, seed) =>
            {
                var unique = rows.DistinctBy(row => (row.Item1, row.Item2)).ToArray();
                var json = unique.Select(row => $$"""{"DATE":"2026-11-{{row.Item1:D2}}","CAMPAIGN_ID":{{row.Item2}},"SPEND_IN_MICRO_DOLLAR":{{row.Item3}},"TOTAL_CLICK_CHECKOUT":1}""").ToArray();
                var mixed = json.Select((text, place) => (text, Turn: (((place + 1L) * 7919) + seed) % 1_000_003)).OrderBy(item => item.Turn).Select(item => item.text).ToArray();
                var one = Text(RowSorter.UsualBytes, Document(json));
                Assert.Equal(one, Text(RowSorter.UsualBytes, Document(mixed)));
                // So little memory that every few rows go to the file.
                Assert.Equal(one, Text(500, Document(mixed)));
            },
            iter: 30);
    }

    private static byte[] Document(string[] rows) => Encoding.UTF8.GetBytes($$"""{"x":[{{string.Join(',', rows)}}]}""");

    private static byte[] Pack(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest)) zip.Write(content);
        return stream.ToArray();
    }

    private static string Text(byte[] content) => Text(RowSorter.UsualBytes, content);

    private static string Text(int mostBytes, byte[] content)
    {
        using var report = Read(mostBytes, content).Value;
        return NormalText.Of(report);
    }

    private static Outcome<NormalReport> Read(params byte[][] parts) => Read(RowSorter.UsualBytes, parts);

    private static Outcome<NormalReport> Read(int mostBytes, params byte[][] parts) => NormalReport.Read(
        new(Pinterest, Account, Pinterest.Reports(Account).Single(kind => kind.Id == "campaign"), RateTable.None("EUR")),
        parts.Select(part => (Func<Stream>)(() => new MemoryStream(part))),
        mostBytes);
}
