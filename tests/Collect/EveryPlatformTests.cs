using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Serve;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Serve;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>Every platform of the catalogue, from its API to the spend that is served.</summary>
public sealed class EveryPlatformTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Platforms => [.. PlatformCatalogue.Ids];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task What_the_platform_charged_is_what_is_served_and_collecting_it_again_publishes_nothing_new(string platform)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite, day: 16);
        // The first run fetches what the nightly run needs, the second all the rest.
        Assert.Empty((await world.CollectAsync(platform)).Faults);
        Assert.Empty((await world.CollectAsync(platform)).Faults);
        var account = world.Measurement.Accounts.Single(account => account.Platform == platform);
        var (marts, conversions) = await ServeAsync(world, account);
        var today = world.Input(platform).Today;
        var truth = world.Ledger(platform, ReportGrain.Campaign, today.AddDays(-100), today.AddDays(-1));
        var charged = truth.ToDictionary(row => (row.Day, row.Campaign!.Id), row => row.SpendMicros);
        Assert.NotEmpty(charged);
        Assert.Equal(charged, marts.AdDaily.ToDictionary(row => (row.PlatformDate, row.CampaignId), row => row.SpendMicros));
        Assert.All(marts.AdDaily, row => Assert.Equal(($"{platform}_paid", account.Currency), (row.Channel, row.Currency)));
        Assert.Equal(charged.Values.Sum() / 1_000_000m, marts.Summaries.Single(row => row.Period == "all" && row.Channel == $"{platform}_paid").Spend);
        // Saves are Pinterest's alone; what repeats other rows is left out.
        var claimed = truth.Sum(row => row.Claims[0].Count + row.Claims[2].Count + (platform == "pinterest" ? row.Claims[1].Count : 0));
        Assert.True(claimed > 0);
        Assert.Equal(claimed, conversions.Where(row => !row.IsTotal).Sum(row => row.Count));
        // No level holds more than the one above, and nothing was hard to believe.
        Assert.Empty((await world.FreshnessAsync(platform))!.Alarms);
        var before = await CollectionWorld.ContentAsync(world.Lake.Reports);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, (await world.CollectAsync(platform)).Days);
        Assert.Equal(before, await CollectionWorld.ContentAsync(world.Lake.Reports));
    }

    private static async Task<(Marts Marts, IReadOnlyList<AdConversion> Conversions)> ServeAsync(CollectionWorld world, AdAccount account)
    {
        var measurement = world.Measurement with { Accounts = [account], Attribution = world.Measurement.Attribution with { Models = [.. world.Measurement.Attribution.Models.Take(1)] } };
        var reports = (await CurrentReports.ListAsync(world.Lake, measurement, CollectionWorld.Stop)).Where(report => report.Level == ReportLevels.Campaign).ToList();
        var run = new RunName(world.Input(account.Platform).Today.AddDays(-1), "1", measurement.Hash, "events", "reports");
        var conversions = await ReadAsync<AdConversion>(world, reports.Select(report => report.Conversion));
        return (Marts.Make(measurement, run, 0, 0, await ReadAsync<AdDelivery>(world, reports.Select(report => report.Delivery)), conversions, [], [], []), conversions);
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(CollectionWorld world, IEnumerable<string?> names)
        where T : notnull
    {
        var rows = new List<T>();
        foreach (var name in names.OfType<string>()) rows.AddRange(await ParquetFile.ReadAsync<T>(await world.Lake.Reports.ReadAsync(name, CollectionWorld.Stop)));
        return rows;
    }
}
