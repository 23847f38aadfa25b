using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Stitch.Erase;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>A person is erased in a running host; then everything that it keeps is searched for what was known of the person.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ErasureTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Promise(11)]
    [Fact]
    public async Task After_an_erasure_nothing_that_is_kept_knows_the_person_and_every_total_is_what_it_was()
    {
        await using var shop = await CanaryShop.OpenAsync(azurite);
        var host = shop.Host;
        var identifiers = await shop.IdentifiersAsync();
        Assert.Equal(7, identifiers.Count);
        var scan = CanaryShop.Scan(identifiers);
        var account = host.Get<IConfiguration>()["LakeStorage"]!;
        var before = await scan.FindAsync(account, host.Folder.Data, Stop);
        Assert.All(["events/date=", "events/days/", "events/settled/", "rejected/", "identity/", "credit/", "journeys/", "marts/", "factorder/", "hub"], place => Assert.Contains(before, trace => trace.Contains(place, StringComparison.Ordinal)));
        var totals = await TotalsAsync(host);

        var (erased, counts) = (await ActivatorUtilities.CreateInstance<Erasure>(host.Services).RunAsync([$"email:{CanaryShop.Mail}"], Stop)).Value;
        host.Hub.Forget();
        Assert.Equal(identifiers.Order(), erased);
        Assert.Equal(1, counts.Messages);
        Assert.Equal([], (await scan.FindAsync(account, host.Folder.Data, Stop)).Where(trace => !trace.StartsWith("identity/erased.json", StringComparison.Ordinal)));
        Assert.Equal(totals, await TotalsAsync(host));

        // A night to which nothing new has come goes on from what the erasure has left.
        await shop.NightAsync(CanaryShop.First.AddDays(1));
        Assert.Equal(totals.Orders, (await TotalsAsync(host)).Orders);

        // Late news of before stays nobody's, and who comes back comes back as somebody else.
        await shop.SendAsync("late", "login", "2026-10-30T20:00:00Z", $$"""{"customer_id":"{{CanaryShop.Customer}}","email":"{{CanaryShop.Mail}}"}""");
        await shop.SendAsync("new", "login", host.Clock.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), $$"""{"customer_id":"{{CanaryShop.Customer}}","email":"{{CanaryShop.Mail}}"}""");
        await host.LandAsync();
        var balance = await shop.NightAsync(CanaryShop.First.AddDays(2));
        Assert.True(balance.Balances);
        Assert.Equal((3, 1), (balance.Orders, balance.Rejected));
        Assert.Equal([], (await scan.FindAsync(account, host.Folder.Data, Stop)).Where(trace =>
            !trace.StartsWith("identity/erased.json", StringComparison.Ordinal) && !trace.StartsWith("events/", StringComparison.Ordinal) && !trace.StartsWith(host.Folder.Hub, StringComparison.Ordinal)));
        Assert.Equal(totals.Orders, (await TotalsAsync(host)).Orders);
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
