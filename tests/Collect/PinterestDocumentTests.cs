using Microsoft.AspNetCore.Http;
using Pinstitch.Tests.Collect.Document;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>
/// Everything that the connector and the server of the lab say to each other goes through a proxy that holds Pinterest's
/// own published description of the API. The description is Pinterest's and not part of the repository.
/// </summary>
public sealed class PinterestDocumentTests(AzuriteFixture azurite)
{
    private const string Variable = "PINSTITCH_PINTEREST_OPENAPI";

    /// <summary>All that the collector uses of the API, with the answers that it must understand.</summary>
    private static readonly string[] Expected =
    [
        "GET /ad_accounts/{ad_account_id}/ad_groups 200", "GET /ad_accounts/{ad_account_id}/ads 200", "GET /ad_accounts/{ad_account_id}/ads 401", "GET /ad_accounts/{ad_account_id}/analytics 200",
        "GET /ad_accounts/{ad_account_id}/campaigns 200", "GET /ad_accounts/{ad_account_id}/conversion_eqs 200", "GET /ad_accounts/{ad_account_id}/reports 200", "GET /ad_accounts/{ad_account_id}/reports 429",
        "GET /resources/delivery_metrics 200", "GET /resources/metrics_ready_state 200", "POST /ad_accounts/{ad_account_id}/reports 200", "POST /ad_accounts/{ad_account_id}/reports 400",
        "POST /ad_accounts/{ad_account_id}/reports 403", "POST /ad_accounts/{ad_account_id}/reports 503", "POST /oauth/token 200", "POST /oauth/token 401",
    ];

    [Fact]
    [Trait("Category", "EndToEnd")]
    public async Task Neither_side_breaks_Pinterests_own_description_of_its_API()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
            Assert.Skip($"Fetch https://raw.githubusercontent.com/pinterest/api-description/main/v5/openapi.json and give its path: {Variable}=/path/to/openapi.json");
        var document = new OpenApiDocument(await File.ReadAllTextAsync(path, CollectionWorld.Stop));
        await using var world = await CollectionWorld.MakeAsync(azurite, day: 10);
        await using var proxy = await ValidatingProxy.StartAsync(document, world.PinterestAddress, CollectionWorld.Stop);
        world.PinterestAddress = proxy.Address;
        world.Restart();

        // The first run, the second with all that is finer, and the whole of the history.
        Assert.Empty((await world.CollectAsync()).Faults);
        Assert.Empty((await world.CollectAsync()).Faults);
        var today = world.Input().Today;
        Assert.Empty((await world.CollectAsync(world.Input() with { From = today.AddDays(-914), To = today.AddDays(-1) })).Faults);
        await RefuseAsync(world);

        TestContext.Current.SendDiagnosticMessage($"{proxy.Exchanges.Values.Sum()} exchanges, {proxy.Violations.Count} violations");
        TestContext.Current.TestOutputHelper?.WriteLine($"{proxy.Exchanges.Values.Sum()} exchanges\n{string.Join('\n', proxy.Exchanges.OrderBy(item => item.Key).Select(item => $"{item.Value,6} {item.Key}"))}");
        Assert.Empty(proxy.Violations.Distinct());
        Assert.Empty(Expected.Except(proxy.Exchanges.Keys));
    }

    /// <summary>Goes through what Pinterest refuses, each in the form in which it refuses it.</summary>
    private static async Task RefuseAsync(CollectionWorld world)
    {
        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Pinterest.Script
            .Next("create", _ => Json("""{"code":2726,"message":"Reporting query cost limit exceeded. Retry after 37 seconds"}""", 400))
            .Next("create", _ => Json("""{"code":4197,"message":"Endpoint is being ramped down."}""", 503))
            .Next("poll", _ => Json("""{"code":8,"message":"You have exceeded your rate limit. Try again later."}""", 429))
            .Next("list", _ => Json("""{"code":2,"message":"Authentication failed."}""", 401));
        Assert.NotNull((await world.ReportAsync("campaign", 1, 4)).Fault);
        Assert.Null((await world.ReportAsync("campaign", 1, 4)).Fault);
        Assert.Null((await world.ReportAsync("ads", 6, 6)).Fault);
        world.Pinterest.Script.Next("create", _ => Json("""{"code":29,"message":"You are not permitted to access that resource."}""", 403));
        Assert.Equal(FaultKind.Configuration, (await world.ReportAsync("account", 1, 4)).Fault!.Kind);
        world.Secrets["Pinterest:RefreshToken"] = "pinr_revoked";
        world.Secrets["Pinterest:HeldToken"] = string.Empty;
        world.Restart();
        Assert.Equal(FaultKind.Configuration, (await world.ReportAsync("account", 1, 5)).Fault!.Kind);
    }

    private static IResult Json(string json, int status) => Results.Text(json, "application/json", statusCode: status);
}
