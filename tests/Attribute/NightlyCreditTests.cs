using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Serve;
using Pinstitch.Tests.Storage;
using static Pinstitch.Tests.Attribute.CreditNights;

namespace Pinstitch.Tests.Attribute;

/// <summary>The whole nightly run, night after night, against one that has never run before.</summary>
public sealed class NightlyCreditTests(AzuriteFixture azurite)
{
    private const string Config = """
        {
          "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" },
          "models": ["last_click", "linear", "position_based", "shapley"],
          "attribution": { "dataDriven": { "leastConversions": 5, "leastPaths": 10, "replicates": 5 }, "conversions": [{ "id": "lead", "event": "lead", "valueMinor": 700 }] },
          "shards": 3
        }
        """;

    [Trait("Category", "EndToEnd")]
    [Fact]
    public async Task A_night_whose_run_before_has_lost_files_makes_everything_anew()
    {
        await using var host = await StartAsync(azurite, Config);
        await LandAsync(host, 0, [.. Day(0, 40)]);
        await NightAsync(host, 0);
        await host.Get<Lake>().Journeys.DeleteAsync(string.Empty, TestContext.Current.CancellationToken);
        await LandAsync(host, 1, [.. Day(1, 4)]);
        var second = await NightAsync(host, 1);
        Assert.Equal(second.Counts.Persons, second.Counts.Recomputed);
        Assert.True(second.Counts.Persons > 4);
    }

    [Trait("Category", "EndToEnd")]
    [Fact]
    public async Task Three_nights_on_from_each_other_serve_the_same_bytes_as_one_night_that_makes_everything_anew()
    {
        await using var host = await StartAsync(azurite, Config);
        await LandAsync(host, 0, [.. Day(0, 120), .. View()]);
        var first = await NightAsync(host, 0);
        Assert.Equal(first.Counts.Persons, first.Counts.Recomputed);
        Assert.Equal(
            [("last_click", "meta_paid", 4_000L), ("linear", "meta_paid", 4_000L), ("position_based", "meta_paid", 4_000L), ("shapley", "meta_paid", 4_000L)],
            (await CreditsAsync(host, first)).Where(row => row is { TouchKind: "view", OrderId: "seen", CampaignId: "c2" }).Select(row => (row.ModelId, row.Channel, row.CreditCents)).Order());
        var repeated = await NightAsync(host, 0, "again");
        Assert.Equal((first.RunId, 0L), (repeated.RunId, repeated.Counts.Recomputed));

        await LandAsync(host, 1, [.. Day(1, 10), Visit(900, person: 3, day: 0, "late"), Refund(0)]);
        var second = await NightAsync(host, 1);
        Assert.InRange(second.Counts.Recomputed, 5, 20);

        // The same browser with another customer: two persons become one.
        await LandAsync(host, 2, [.. Day(2, 4), Visit(901, person: 5, day: 2, "merge", customer: 6)]);
        var third = await NightAsync(host, 2);
        Assert.InRange(third.Counts.Recomputed, 2, 15);
        Assert.Contains((await FilesAsync(host, third)).SelectMany(shard => shard.Layers), layer => !layer.Folder.StartsWith(third.RunId, StringComparison.Ordinal));

        // What would be under other settings is beside what is published, and goes with the run that it asks about.
        var served = await ServedAsync(host, third);
        var asked = (await new RunFiles(host.Get<Lake>()).FindAsync(third.RunId, TestContext.Current.CancellationToken))!;
        var other = MeasurementReader.Read(Config.Replace("\"shards\"", "\"windows\": { \"clickDays\": 1 }, \"shards\"", StringComparison.Ordinal)).Value;
        var same = await new Counterfactual(host.Get<Lake>()).RunAsync(asked, MeasurementReader.Read(Config).Value with { Hash = "same" }, TestContext.Current.CancellationToken);
        var whatIf = await new Counterfactual(host.Get<Lake>()).RunAsync(asked, other, TestContext.Current.CancellationToken);
        var files = new RunFiles(host.Get<Lake>());
        Assert.Empty(RunDifference.Of(await files.RowsAsync(asked, TestContext.Current.CancellationToken), (await files.RowsAsync(same, TestContext.Current.CancellationToken)) with { Run = asked.Run }).Orders);
        Assert.NotEmpty(RunDifference.Of(await files.RowsAsync(asked, TestContext.Current.CancellationToken), await files.RowsAsync(whatIf, TestContext.Current.CancellationToken)).Orders);
        Assert.Equal(((await FilesAsync(host, third)).Count, 0), (whatIf.Files!.Count, (await ProvenAsync(host, whatIf.Run.Id)).Different));
        Assert.Equal(third.RunId, await host.Get<ServingTables>().PublishedAsync(TestContext.Current.CancellationToken));
        Assert.Equal(served, await ServedAsync(host, third));

        await using var fresh = await StartAsync(azurite, Config);
        await LandAsync(fresh, 0, [.. Day(2, 4), Visit(901, person: 5, day: 2, "merge", customer: 6)]);
        await LandAsync(fresh, 1, [.. Day(0, 120), .. View(), .. Day(1, 10), Visit(900, person: 3, day: 0, "late"), Refund(0)]);
        var anew = await NightAsync(fresh, 2);
        Assert.Equal(third.RunId, anew.RunId);
        Assert.Equal(anew.Counts.Persons, anew.Counts.Recomputed);
        Assert.Equal(await ServedAsync(fresh, anew), await ServedAsync(host, third));
        Assert.Equal(await ModelsAsync(fresh, anew), await ModelsAsync(host, third));
    }
}
