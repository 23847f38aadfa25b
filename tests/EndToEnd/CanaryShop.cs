using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Local;
using Pinstitch.Stitch;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>A running host that has seen two customers for two nights. One of them is the canary: looked for wherever something is kept.</summary>
internal sealed class CanaryShop(TestHost host) : IAsyncDisposable
{
    public const string Mail = "canary.bird@shop.example";
    public const string Customer = "canary-customer-7781";
    public static readonly DateOnly First = new(2026, 10, 29);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestHost Host => host;

    /// <summary>Starts the host and runs the two nights. Of everything that is kept there is something of the canary's: landed and compacted, rejected, shared, with an order on either day.</summary>
    public static async Task<CanaryShop> OpenAsync(AzuriteFixture azurite, Action<TestHostOptions>? choose = null)
    {
        var shop = new CanaryShop(await TestHost.StartAsync(azurite, choose));
        // A visitor without a browser's name would be taken for a bot.
        shop.Host.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36");
        await shop.SendAsync("v1", "page_visit", "2026-10-29T10:00:00Z", """{"anonymous_id":"canary-cookie-1"}""", ""","page":{"url":"https://shop.example/?epik=dj0yJnU9Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5&utm_source=pinterest"}""");
        await shop.SendAsync("l1", "login", "2026-10-29T10:05:00Z", $$"""{"anonymous_id":"canary-cookie-1","customer_id":"{{Customer}}","email":"{{Mail}}"}""");
        await shop.SendAsync("o1", "checkout", "2026-10-29T10:10:00Z", $$"""{"anonymous_id":"canary-cookie-1","customer_id":"{{Customer}}","email":"{{Mail}}"}""", ""","order_id":"C-1","value":50,"currency":"EUR" """);
        await shop.SendAsync("o2", "checkout", "2026-10-29T11:10:00Z", """{"anonymous_id":"ben-cookie","customer_id":"ben","email":"ben@shop.example"}""", ""","order_id":"B-1","value":70,"currency":"EUR" """);
        // Both use one tablet; its pseudonym is whose it was when.
        await shop.SendAsync("t1", "login", "2026-10-29T12:00:00Z", $$"""{"device_id":"tablet","customer_id":"{{Customer}}"}""");
        await shop.SendAsync("t2", "login", "2026-10-29T13:00:00Z", """{"device_id":"tablet","customer_id":"ben"}""");
        await shop.SendAsync("bad", "no such event", "2026-10-29T10:20:00Z", $$"""{"customer_id":"{{Customer}}"}""");
        await shop.Host.LandAsync();
        await ActivatorUtilities.CreateInstance<CompactDay>(shop.Host.Services).RunAsync("2026-10-31", Stop);
        await shop.NightAsync(First);
        await shop.SendAsync("o3", "checkout", "2026-10-30T09:00:00Z", $$"""{"anonymous_id":"canary-cookie-2","email":"{{Mail}}"}""", ""","order_id":"C-2","value":30,"currency":"EUR" """);
        await shop.Host.LandAsync();
        await shop.NightAsync(First.AddDays(1));
        return shop;
    }

    public async Task<NightCounts> NightAsync(DateOnly night)
    {
        var done = await host.Durable.WaitForInstanceCompletionAsync(await NightlyStart.RunAsync(host.Durable, night, Stop), getInputsAndOutputs: true, Stop);
        Assert.True(done.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{done.FailureDetails}");
        return done.ReadOutputAs<NightResult>()!.Counts;
    }

    public async Task SendAsync(string id, string name, string time, string user, string rest = "")
    {
        using var content = new StringContent($$"""{"event_id":"{{id}}","event_name":"{{name}}","event_time":"{{time}}","user":{{user}}{{rest}}}""", Encoding.UTF8, "application/json");
        using var answer = await host.Http.PostAsync("api/events", content, Stop);
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.BadRequest, $"{id}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    /// <summary>All identifiers by which the identity store knows the canary.</summary>
    public async Task<IReadOnlyList<Identifier>> IdentifiersAsync()
    {
        var store = host.Get<IdentityStore>();
        var pointer = (await store.CurrentAsync(Stop))!.Value.Pointer;
        var map = await store.MapAsync(pointer.Manifest.Persons, store.Rules(pointer.Undone), Stop);
        var person = map.Find(NamedIdentifier.Read($"email:{Mail}", host.Get<Pseudonyms>())).Person;
        return [.. map.All.Where(item => item.Guard is null && item.Person == person).Select(item => item.Identifier)];
    }

    /// <summary>Looks for the canary.</summary>
    public static TraceScan Scan(IReadOnlyList<Identifier> identifiers) =>
        new([Mail, Customer, "canary-cookie", "dj0yJnU9Y2FuYXJ5"], identifiers, identifiers.Select(PersonIds.Of));

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
