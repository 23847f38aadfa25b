using System.Text.Json;
using Pinstitch.Azure.Storage;
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

/// <summary>Nights of a small shop in the embedded host: what lands, and what a night leaves.</summary>
internal static class CreditNights
{
    public static readonly DateOnly First = new(2026, 5, 1);

    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    /// <summary>A host with a configuration, on a storage account of its own or on one that another host has left.</summary>
    public static async Task<TestHost> StartAsync(AzuriteFixture azurite, string config, string? storage = null) => await TestHost.StartAsync(azurite, options =>
    {
        options.Measurement = config;
        options.Storage = storage;
        options.Now = new(First.AddDays(10), default, TimeSpan.Zero);
    });

    public static IEnumerable<LandedEvent> Day(int day, int visits)
    {
        for (var number = 0; number < visits; number++)
        {
            var id = (day * 1_000) + number;
            yield return Visit(id, number % 37, day, "day");
            if (number % 4 == 0) yield return Order(id, number % 37, day);
            if (number % 11 == 0) yield return new($"lead-{id}", EventNames.Lead, At(day, id, 30), "crm", [Customer(number % 37)]) { Currency = "EUR" };
        }
    }

    public static LandedEvent Visit(int id, int person, int day, string name, int? customer = null) =>
        new($"{name}-{id}", EventNames.PageVisit, At(day, id, 0), "browser", [Customer(customer ?? person), new(IdentifierType.AnonymousId, (UInt128)person)])
        {
            Page = new("shop.example", "/") { ClickId = (id % 3) switch { 0 => "epik", 1 => "gclid", _ => null }, UtmCampaign = $"c{id % 4}", UtmContent = $"a{id % 5}" },
        };

    private static LandedEvent Order(int id, int person, int day) =>
        new($"order-{id}", EventNames.Order, At(day, id, 20), "shop", [Customer(person)]) { OrderId = $"o{id}", Value = 2_000 + (id * 13), Currency = "EUR" };

    /// <summary>An ad that was only seen, and an order half an hour later.</summary>
    public static IEnumerable<LandedEvent> View() =>
    [
        new("view-1", EventNames.AdView, At(0, 0, 0), "server", [Customer(500)]) { Campaign = new("meta", null, "c2", "a2", null) },
        new("order-seen", EventNames.Order, At(0, 0, 30), "shop", [Customer(500)]) { OrderId = "seen", Value = 4_000, Currency = "EUR" },
    ];

    public static LandedEvent Refund(int order) =>
        new($"refund-{order}", EventNames.Refund, At(1, order, 40), "shop", [Customer(0)]) { OrderId = $"o{order}", Value = 500, Currency = "EUR" };

    private static Identifier Customer(int number) => new(IdentifierType.CustomerId, (UInt128)(1_000 + number));

    private static DateTimeOffset At(int day, int id, int minutes) => new DateTimeOffset(First.AddDays(day), new(8, 0), TimeSpan.Zero).AddMinutes((id % 500) + minutes);

    public static async Task LandAsync(TestHost host, int batch, LandedEvent[] events)
    {
        var at = new DateTimeOffset(First.AddDays(batch), new(9, 0), TimeSpan.Zero);
        await LandedBlobs.AppendAsync(host.Get<Lake>().Events, LandedBlobs.Name(at, 0), [.. events.Select((item, place) => new LandedRecord(0, (batch * 10_000) + place, item))], TestContext.Current.CancellationToken);
    }

    public static async Task<NightResult> NightAsync(TestHost host, int day, string name = "nightly")
    {
        var done = await host.RunAsync(nameof(Nightly), new NightInput(First.AddDays(day)), $"{name}-{day}");
        Assert.True(done.RuntimeStatus == OrchestrationRuntimeStatus.Completed, done.FailureDetails?.ErrorMessage);
        return done.ReadOutputAs<NightResult>()!;
    }

    public static async Task<IReadOnlyList<ShardFiles>> FilesAsync(TestHost host, NightResult night) =>
        (await new RunFiles(host.Get<Lake>()).FindAsync(night.RunId, TestContext.Current.CancellationToken))!.Files!;

    public static async Task<IReadOnlyList<FactCredit>> CreditsAsync(TestHost host, NightResult night)
    {
        var files = new RunFiles(host.Get<Lake>());
        return (await files.RowsAsync((await files.FindAsync(night.RunId, TestContext.Current.CancellationToken))!, TestContext.Current.CancellationToken)).Credits;
    }

    /// <summary>The settings by which a run's credit was given, and how many of its orders they give the same credit again, and another.</summary>
    public static async Task<(Measurement Settings, int Same, int Different)> ProvenAsync(TestHost host, string runId)
    {
        var (stop, lake) = (TestContext.Current.CancellationToken, host.Get<Lake>());
        var (run, settings) = (await new RunFiles(lake).OpenAsync(runId, stop)).Value;
        var proofs = await new RunProofs(lake).OfAsync(run, settings.Attribution, null, stop).ToListAsync(stop);
        return (settings, proofs.Count(proof => proof.IsAsStored), proofs.Count(proof => !proof.IsAsStored));
    }

    /// <summary>Every served file, by name.</summary>
    public static async Task<SortedDictionary<string, string>> ServedAsync(TestHost host, NightResult night)
    {
        var (stop, marts) = (TestContext.Current.CancellationToken, host.Get<ServingFolders>().Marts);
        var served = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (name, _) in marts.ListAsync(night.RunId + "/", stop)) served[name] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData((await marts.ReadAsync(name, stop)).ToMemory().Span));
        Assert.True(served.Count > 15);
        return served;
    }

    public static async Task<string> ModelsAsync(TestHost host, NightResult night)
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
