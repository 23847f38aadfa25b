using System.IO.Compression;
using System.Text;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;
using Pinstitch.Platforms.Entities;
using Pinstitch.Platforms.Normal;
using Pinstitch.Tests.Collect;

namespace Pinstitch.Tests.Platforms;

/// <summary>What platforms send once in a while.</summary>
public sealed class OddReportTests
{
    private const string Csv = "TimePeriod,CurrencyCode,CampaignId,CampaignName,Spend\n2026-11-20,EUR,1,\"Two\nlines\",1.5\n";

    [Fact]
    public void Spaces_before_a_report_are_no_empty_report()
    {
        using var report = Read("pinterest", "campaign", new string(' ', 500) + """{"x":[{"DATE":"2026-11-20","CAMPAIGN_ID":1,"SPEND_IN_MICRO_DOLLAR":5}]}""").Value;
        Assert.Equal(1, report.Rows);
        Assert.Equal(0, Read("pinterest", "campaign", new string('\n', 500)).Value.Rows);
    }

    [Fact]
    public void A_name_of_two_lines_in_a_zip_file_is_one_name()
    {
        using var report = Read("microsoft", "campaign", Zip(("report.csv", "\uFEFF" + Csv))).Value;
        Assert.Equal("Two\nlines", report.Normal(_ => (false, 0)).Single().Delivery!.CampaignName);
    }

    [Fact]
    public void A_zip_file_without_a_file_is_a_report_without_rows_and_half_a_zip_file_is_fetched_again()
    {
        Assert.Equal(0, Read("microsoft", "campaign", Zip()).Value.Rows);
        var whole = Zip(("report.csv", Csv));
        var microsoft = new PlatformReports(Find("microsoft"), new HttpClient(), new(new Dictionary<string, Uri>()), new MemorySecrets(new()), TimeProvider.System);
        var kind = Find("microsoft").Reports(Account("EUR")).Single(kind => kind.Id == "campaign");
        Assert.Equal(FaultKind.Transient, microsoft.Count(kind, [() => new MemoryStream(whole[..^30])]).Fault!.Kind);
        Assert.Equal(1, microsoft.Count(kind, [() => new MemoryStream(whole)]).Value);
    }

    /// <summary>Google, Meta and TikTok send JSON around the rows even when there are none; Pinterest's files may be empty.</summary>
    [Theory]
    [InlineData("google", "null")]
    [InlineData("google", "")]
    [InlineData("google", "oops")]
    [InlineData("google", "[7]")]
    [InlineData("google", "[[]]")]
    [InlineData("google", """{"results":5}""")]
    [InlineData("google", """[{"results":{}}]""")]
    [InlineData("google", """{"access_token":"t"}""")]
    [InlineData("meta", "null")]
    [InlineData("meta", "[]")]
    [InlineData("meta", "{}")]
    [InlineData("meta", """{"data":"none"}""")]
    [InlineData("tiktok", """{"code":0}""")]
    [InlineData("tiktok", """{"data":[]}""")]
    [InlineData("tiktok", """{"data":{"list":7}}""")]
    [InlineData("pinterest", "null")]
    [InlineData("pinterest", "oops")]
    public void Rubbish_is_no_report_without_rows(string platform, string body)
    {
        var fault = Read(platform, "campaign", body).Fault!;
        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.NotEmpty(fault.Text);
    }

    [Theory]
    [InlineData("google", "[]")]
    [InlineData("google", """[{"results":[],"requestId":"x"}]""")]
    [InlineData("google", """[{"fieldMask":"segments.date","requestId":"x"}]""")]
    [InlineData("google", """{"results":null}""")]
    [InlineData("meta", """{"data":[],"paging":{}}""")]
    [InlineData("tiktok", """{"code":0,"data":{"list":[],"page_info":{"total_number":0}}}""")]
    [InlineData("pinterest", "{}")]
    [InlineData("pinterest", "[]")]
    [InlineData("pinterest", "")]
    public void A_report_without_rows_is_none(string platform, string body)
    {
        using var report = Read(platform, "campaign", body).Value;
        Assert.Equal(0, report.Rows);
    }

    [Theory]
    [InlineData("EUR", 20_500_000)]
    [InlineData("JPY", 2_050_000_000)]
    public void Meta_counts_a_budget_in_hundredths_but_not_where_there_are_none(string currency, long micros)
    {
        var platform = Find("meta");
        var kind = platform.Reports(Account(currency)).Single(kind => kind.Id == "campaigns");
        var list = EntityReading.Read(platform, Account(currency), kind, [() => new MemoryStream("""{"data":[{"id":"1","daily_budget":"2050"}]}"""u8.ToArray())]).Value;
        Assert.Equal(micros, list.Single().DailyBudgetMicros);
    }

    [Fact]
    public void A_currency_without_a_minor_unit_is_counted_in_units()
    {
        using var report = Read("meta", "campaign", """{"data":[{"date_start":"2026-11-20","campaign_id":"1","account_currency":"JPY","spend":"1234"}]}""", "JPY").Value;
        Assert.Equal((1234m, 1_234_000_000), (report.Normal(_ => (false, 0)).Single().Delivery!.Spend, report.Days.Values.Single().SpendMicros));
    }

    [Theory]
    [InlineData("-2E-18", 0)]
    [InlineData("27.760000000000001", 27_760_000)]
    [InlineData("1.5E3", 1_500_000_000)]
    [InlineData(" 12.5 ", 12_500_000)]
    [InlineData("N/A", 0)]
    public void Amounts_are_read_in_every_way_that_platforms_write_them(string amount, long micros)
    {
        const string Row = """{"elements":[{"pivotValues":["urn:li:sponsoredCampaignGroup:7"],"dateRange":{"start":{"year":2026,"month":11,"day":9}},"costInLocalCurrency":"AMOUNT"}]}""";
        using var report = Read("linkedin", "campaign", Row.Replace("AMOUNT", amount, StringComparison.Ordinal)).Value;
        var row = report.Normal(_ => (false, 0)).Single().Delivery!;
        Assert.Equal((micros, micros / 1_000_000m, "7"), (row.SpendMicros, row.Spend, row.CampaignId));
    }

    private static Outcome<NormalReport> Read(string platform, string report, string content, string currency = "EUR") => Read(platform, report, Encoding.UTF8.GetBytes(content), currency);

    private static Outcome<NormalReport> Read(string platform, string report, byte[] content, string currency = "EUR") => NormalReport.Read(
        new(Find(platform), Account(currency), Find(platform).Reports(Account(currency)).Single(kind => kind.Id == report), RateTable.None("EUR")), [() => new MemoryStream(content)]);

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private static AdAccount Account(string currency) => new("x", "123", "Test", currency, "Europe/Berlin", 90);

    private static AdPlatform Find(string id) => ReportSources.Platforms.Single(platform => platform.Descriptor.Id == id);
}
