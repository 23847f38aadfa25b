using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;
using Pinstitch.Local;
using Pinstitch.Serve;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

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

    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    private static readonly DateOnly First = new(2026, 5, 1);

    [Trait("Category", "EndToEnd")]
    [Fact]
    public async Task Three_nights_on_from_each_other_serve_the_same_bytes_as_one_night_that_makes_everything_anew()
    {
        await using var host = await StartAsync();
        await LandAsync(host, 0, [.. Day(0, 120)]);
        var first = await NightAsync(host, 0);
        Assert.Equal(first.Counts.Persons, first.Counts.Recomputed);
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
        Assert.Equal(third.RunId, await host.Get<ServingTables>().PublishedAsync(TestContext.Current.CancellationToken));
        Assert.Equal(served, await ServedAsync(host, third));

        await using var fresh = await StartAsync();
        await LandAsync(fresh, 0, [.. Day(2, 4), Visit(901, person: 5, day: 2, "merge", customer: 6)]);
        await LandAsync(fresh, 1, [.. Day(0, 120), .. Day(1, 10), Visit(900, person: 3, day: 0, "late"), Refund(0)]);
        var anew = await NightAsync(fresh, 2);
        Assert.Equal(third.RunId, anew.RunId);
        Assert.Equal(anew.Counts.Persons, anew.Counts.Recomputed);
        Assert.Equal(await ServedAsync(fresh, anew), await ServedAsync(host, third));
        Assert.Equal(await ModelsAsync(fresh, anew), await ModelsAsync(host, third));
    }

    private async Task<TestHost> StartAsync() => await TestHost.StartAsync(azurite, options =>
    {
        options.Measurement = Config;
        options.Now = new(First.AddDays(10), default, TimeSpan.Zero);
    });

    private static IEnumerable<LandedEvent> Day(int day, int visits)
    {
        for (var number = 0; number < visits; number++)
        {
            var id = (day * 1_000) + number;
            yield return Visit(id, number % 37, day, "day");
            if (number % 4 == 0) yield return Order(id, number % 37, day);
            if (number % 11 == 0) yield return new($"lead-{id}", EventNames.Lead, At(day, id, 30), "crm", [Customer(number % 37)]) { Currency = "EUR" };
        }
    }

    private static LandedEvent Visit(int id, int person, int day, string name, int? customer = null) =>
        new($"{name}-{id}", EventNames.PageVisit, At(day, id, 0), "browser", [Customer(customer ?? person), new(IdentifierType.AnonymousId, (UInt128)person)])
        {
            Page = new("shop.example", "/") { ClickId = (id % 3) switch { 0 => "epik", 1 => "gclid", _ => null }, UtmCampaign = $"c{id % 4}", UtmContent = $"a{id % 5}" },
        };

    private static LandedEvent Order(int id, int person, int day) =>
        new($"order-{id}", EventNames.Order, At(day, id, 20), "shop", [Customer(person)]) { OrderId = $"o{id}", Value = 2_000 + (id * 13), Currency = "EUR" };

    private static LandedEvent Refund(int order) =>
        new($"refund-{order}", EventNames.Refund, At(1, order, 40), "shop", [Customer(0)]) { OrderId = $"o{order}", Value = 500, Currency = "EUR" };

    private static Identifier Customer(int number) => new(IdentifierType.CustomerId, (UInt128)(1_000 + number));

    private static DateTimeOffset At(int day, int id, int minutes) => new DateTimeOffset(First.AddDays(day), new(8, 0), TimeSpan.Zero).AddMinutes((id % 500) + minutes);

    private static async Task LandAsync(TestHost host, int batch, LandedEvent[] events)
    {
        var at = new DateTimeOffset(First.AddDays(batch), new(9, 0), TimeSpan.Zero);
        await LandedBlobs.AppendAsync(host.Get<Lake>().Events, LandedBlobs.Name(at, 0), [.. events.Select((item, place) => new LandedRecord(0, (batch * 10_000) + place, item))], TestContext.Current.CancellationToken);
    }

    private static async Task<NightResult> NightAsync(TestHost host, int day, string name = "nightly")
    {
        var done = await host.RunAsync(nameof(Nightly), new NightInput(First.AddDays(day)), $"{name}-{day}");
        Assert.True(done.RuntimeStatus == OrchestrationRuntimeStatus.Completed, done.FailureDetails?.ErrorMessage);
        return done.ReadOutputAs<NightResult>()!;
    }

    private static async Task<IReadOnlyList<ShardFiles>> FilesAsync(TestHost host, NightResult night) =>
        (await new RunFiles(host.Get<Lake>()).FindAsync(night.RunId, TestContext.Current.CancellationToken))!.Files!;

    /// <summary>Every served file, by name.</summary>
    private static async Task<SortedDictionary<string, string>> ServedAsync(TestHost host, NightResult night)
    {
        var (stop, marts) = (TestContext.Current.CancellationToken, host.Get<ServingFolders>().Marts);
        var served = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (name, _) in marts.ListAsync(night.RunId + "/", stop)) served[name] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData((await marts.ReadAsync(name, stop)).ToMemory().Span));
        Assert.True(served.Count > 15);
        return served;
    }

    private static async Task<string> ModelsAsync(TestHost host, NightResult night)
    {
        var (stop, lake) = (TestContext.Current.CancellationToken, host.Get<Lake>());
        var changes = new List<string>();
        foreach (var shard in await FilesAsync(host, night))
        {
            var rows = (await new LayeredTable(lake, shard, night.RunId).AllAsync(stop)).Sorted();
            changes.Add(JsonSerializer.Serialize((rows.Changes, rows.Touches), Fields));
            changes.Add(Convert.ToHexString((await lake.Journeys.ReadAsync(CreditPaths.Store(shard.Journeys), stop)).ToMemory().Span));
        }

        return string.Concat(changes) + (await lake.Credit.ReadAsync(CreditPaths.Models(night.RunId), stop)).ToString();
    }
}
