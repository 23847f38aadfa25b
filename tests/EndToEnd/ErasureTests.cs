using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Stitch.Erase;
using Pinstitch.Land;
using Pinstitch.Local;
using Pinstitch.Stitch;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>A person is erased in a running host; then everything that it keeps is searched for what was known of the person.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ErasureTests(AzuriteFixture azurite)
{
    private const string Mail = "canary.bird@shop.example";
    private const string Customer = "canary-customer-7781";
    private static readonly DateOnly First = new(2026, 10, 29);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Promise(11)]
    [Fact]
    public async Task After_an_erasure_nothing_that_is_kept_knows_the_person_and_every_total_is_what_it_was()
    {
        await using var host = await TestHost.StartAsync(azurite);
        // A visitor without a browser's name would be taken for a bot.
        host.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36");
        await SendAsync(host, "v1", "page_visit", "2026-10-29T10:00:00Z", """{"anonymous_id":"canary-cookie-1"}""", ""","page":{"url":"https://shop.example/?epik=dj0yJnU9Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5&utm_source=pinterest"}""");
        await SendAsync(host, "l1", "login", "2026-10-29T10:05:00Z", $$"""{"anonymous_id":"canary-cookie-1","customer_id":"{{Customer}}","email":"{{Mail}}"}""");
        await SendAsync(host, "o1", "checkout", "2026-10-29T10:10:00Z", $$"""{"anonymous_id":"canary-cookie-1","customer_id":"{{Customer}}","email":"{{Mail}}"}""", ""","order_id":"C-1","value":50,"currency":"EUR" """);
        await SendAsync(host, "o2", "checkout", "2026-10-29T11:10:00Z", """{"anonymous_id":"ben-cookie","customer_id":"ben","email":"ben@shop.example"}""", ""","order_id":"B-1","value":70,"currency":"EUR" """);
        // Both use one tablet; its pseudonym is whose it was when.
        await SendAsync(host, "t1", "login", "2026-10-29T12:00:00Z", $$"""{"device_id":"tablet","customer_id":"{{Customer}}"}""");
        await SendAsync(host, "t2", "login", "2026-10-29T13:00:00Z", """{"device_id":"tablet","customer_id":"ben"}""");
        await SendAsync(host, "bad", "no such event", "2026-10-29T10:20:00Z", $$"""{"customer_id":"{{Customer}}"}""");
        await host.LandAsync();
        await ActivatorUtilities.CreateInstance<CompactDay>(host.Services).RunAsync("2026-10-31", Stop);
        await NightAsync(host, First);
        await SendAsync(host, "o3", "checkout", "2026-10-30T09:00:00Z", $$"""{"anonymous_id":"canary-cookie-2","email":"{{Mail}}"}""", ""","order_id":"C-2","value":30,"currency":"EUR" """);
        await host.LandAsync();
        await NightAsync(host, First.AddDays(1));

        var store = host.Get<IdentityStore>();
        var pointer = (await store.CurrentAsync(Stop))!.Value.Pointer;
        var map = await store.MapAsync(pointer.Manifest.Persons, store.Rules(pointer.Undone), Stop);
        var mail = NamedIdentifier.Read($"email:{Mail}", host.Get<Pseudonyms>());
        var person = map.Find(mail).Person;
        Identifier[] identifiers = [.. map.All.Where(item => item.Guard is null && item.Person == person).Select(item => item.Identifier)];
        Assert.Equal(7, identifiers.Length);
        var scan = new TraceScan([Mail, Customer, "canary-cookie", "dj0yJnU9Y2FuYXJ5"], identifiers, identifiers.Select(PersonIds.Of));
        var account = host.Get<IConfiguration>()["LakeStorage"]!;
        var before = await scan.FindAsync(account, host.Folder.Data, Stop);
        Assert.All(["events/date=", "events/days/", "events/settled/", "rejected/", "identity/", "credit/", "journeys/", "marts/", "factorder/", "hub"], place => Assert.Contains(before, trace => trace.Contains(place, StringComparison.Ordinal)));
        var totals = await TotalsAsync(host);

        var (erased, counts) = (await ActivatorUtilities.CreateInstance<Erasure>(host.Services).RunAsync([$"email:{Mail}"], Stop)).Value;
        host.Hub.Forget();
        Assert.Equal(identifiers.Order(), erased);
        Assert.Equal(1, counts.Messages);
        Assert.Equal([], (await scan.FindAsync(account, host.Folder.Data, Stop)).Where(trace => !trace.StartsWith("identity/erased.json", StringComparison.Ordinal)));
        Assert.Equal(totals, await TotalsAsync(host));

        // A night to which nothing new has come goes on from what the erasure has left.
        await NightAsync(host, First.AddDays(1));
        Assert.Equal(totals.Orders, (await TotalsAsync(host)).Orders);

        // Late news of before stays nobody's, and who comes back comes back as somebody else.
        await SendAsync(host, "late", "login", "2026-10-30T20:00:00Z", $$"""{"customer_id":"{{Customer}}","email":"{{Mail}}"}""");
        await SendAsync(host, "new", "login", host.Clock.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), $$"""{"customer_id":"{{Customer}}","email":"{{Mail}}"}""");
        await host.LandAsync();
        var balance = await NightAsync(host, First.AddDays(2));
        Assert.True(balance.Balances);
        Assert.Equal((3, 1), (balance.Orders, balance.Rejected));
        Assert.Equal([], (await scan.FindAsync(account, host.Folder.Data, Stop)).Where(trace =>
            !trace.StartsWith("identity/erased.json", StringComparison.Ordinal) && !trace.StartsWith("events/", StringComparison.Ordinal) && !trace.StartsWith(host.Folder.Hub, StringComparison.Ordinal)));
        Assert.Equal(totals.Orders, (await TotalsAsync(host)).Orders);
    }

    private static async Task<NightCounts> NightAsync(TestHost host, DateOnly night)
    {
        var done = await host.Durable.WaitForInstanceCompletionAsync(await NightlyStart.RunAsync(host.Durable, night, Stop), getInputsAndOutputs: true, Stop);
        Assert.True(done.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{done.FailureDetails}");
        return done.ReadOutputAs<NightResult>()!.Counts;
    }

    private static async Task SendAsync(TestHost host, string id, string name, string time, string user, string rest = "")
    {
        using var content = new StringContent($$"""{"event_id":"{{id}}","event_name":"{{name}}","event_time":"{{time}}","user":{{user}}{{rest}}}""", Encoding.UTF8, "application/json");
        using var answer = await host.Http.PostAsync("api/events", content, Stop);
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.BadRequest, $"{id}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    /// <summary>Value by order, and credit by channel and model, of the published run.</summary>
    private static async Task<(string Orders, string Credit)> TotalsAsync(TestHost host)
    {
        var run = (await host.Get<ServingTables>().PublishedAsync(Stop))!;
        var marts = host.Get<ServingFolders>().Marts;
        IEnumerable<IReadOnlyDictionary<string, object?>> Rows(BinaryData content) => TwinReader.Read(content.ToArray());
        var orders = Rows(await marts.ReadAsync($"{run}/fact_order.parquet", Stop)).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row["order_id"]} {row["net_cents"]}")).Order(StringComparer.Ordinal);
        var credit = Rows(await marts.ReadAsync($"{run}/fact_credit.parquet", Stop)).GroupBy(row => $"{row["channel"]} {row["model_id"]}")
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Sum(row => Convert.ToInt64(row["credit_cents"], CultureInfo.InvariantCulture))}")).Order(StringComparer.Ordinal);
        return (string.Join('\n', orders), string.Join('\n', credit));
    }
}
