using Pinstitch.Collect;
using Pinstitch.Functions.Collect;
using Pinstitch.Platforms.Normal;

namespace Pinstitch.Tests.Collect;

/// <summary>Days become files, small ones in memory and large ones on disk, and can be read again.</summary>
public sealed class DayFileTests
{
    private static readonly DateOnly Small = new(2026, 11, 19);
    private static readonly DateOnly Large = new(2026, 11, 20);

    [Fact]
    public async Task A_day_of_several_groups_is_on_disk_and_says_the_same_as_its_rows()
    {
        var rows = Enumerable.Range(0, 3).Select(number => Row(Small, number)).Concat(Enumerable.Range(0, (2 * DayFile.GroupRows) + 1).Select(number => Row(Large, number))).ToList();
        var found = new List<NormalRow>();
        foreach (var writing in DayFile.Split(rows, withDelivery: true))
        {
            await using var file = await writing;
            Assert.Equal(file.Day == Large, file.Delivery is FileStream);
            var (deliveries, conversions) = await file.ReadAsync(TestContext.Current.CancellationToken);
            Assert.Equal(file.Count, deliveries.Count);
            found.AddRange(deliveries.Select(delivery => new NormalRow(file.Day, delivery, [.. conversions.Where(claim => claim.CampaignId == delivery.CampaignId)])));
        }

        Assert.Equal(rows.Select(row => (row.Date, row.Delivery!.CampaignId, row.Delivery.SpendMicros)), found.Select(row => (row.Date, row.Delivery!.CampaignId, row.Delivery.SpendMicros)));
        Assert.Equal(1, found[^1].Conversions.Single().Count);
    }

    private static NormalRow Row(DateOnly day, int number)
    {
        var campaign = $"{day.Day}-{number}";
        IReadOnlyList<AdConversion> claims = number == 2 * DayFile.GroupRows
            ? [new() { Platform = "x", AccountId = "1", Level = ReportLevels.Campaign, CampaignId = campaign, Date = day, ConversionType = ConversionTypes.Purchase, Touch = "click", Window = "7", Count = 1, ValueMicros = 5, Currency = "EUR" }]
            : [];
        return new(day, new() { Platform = "x", AccountId = "1", Level = ReportLevels.Campaign, CampaignId = campaign, Date = day, TimeZone = "UTC", Currency = "EUR", SpendMicros = number, IsFinal = false }, claims);
    }
}
