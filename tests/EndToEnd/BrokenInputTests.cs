using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Collect;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Land;
using Pinstitch.Local;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>
/// Broken input at every entrance of a running host: it gets a clear error, or stands under <c>rejected/</c> with its
/// reasons, and what comes after it is taken as if nothing had been.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class BrokenInputTests(HostFixture fixture, AzuriteFixture azurite) : IClassFixture<HostFixture>
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    private static readonly string[] ShopTopics = ["orders/create", "orders/updated", "orders/cancelled", "refunds/create", "products/create", "", "orders/%00"];

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task The_collector_refuses_what_is_no_event_and_rejects_what_is_a_broken_one()
    {
        foreach (var (name, body) in BrokenInput.Everywhere.Concat(BrokenInput.Events).Append(("10 MB", TenMegabyteEvent())))
            await AnswersAsync(name, "api/events", body);
        foreach (var (name, body) in BrokenInput.SoundEvents)
            Assert.Equal(HttpStatusCode.NoContent, await AnswersAsync(name, "api/events", body));
        await EverythingIsAccountedForAsync(BrokenInput.SoundEvents.Select(item => item.Id));
    }

    [Fact]
    public async Task The_shop_webhook_refuses_what_it_cannot_read()
    {
        foreach (var topic in ShopTopics)
        {
            foreach (var (name, body) in BrokenInput.Everywhere.Concat(BrokenInput.Events).Concat(Webhooks()).Append(("10 MB", TenMegabyteEvent())))
                await AnswersAsync($"{topic}: {name}", "api/webhooks/shopify", body, request => Sign(request, topic, body));
        }

        var unsigned = "{}"u8.ToArray();
        Assert.Equal(HttpStatusCode.Unauthorized, await AnswersAsync("no signature", "api/webhooks/shopify", unsigned));
        Assert.Equal(HttpStatusCode.Unauthorized, await AnswersAsync("a wrong signature", "api/webhooks/shopify", unsigned, request => request.Headers.TryAddWithoutValidation("X-Shopify-Hmac-Sha256", "not base64 !")));
        await EverythingIsAccountedForAsync([]);
    }

    [Fact]
    public async Task The_CRM_webhook_refuses_what_it_cannot_read()
    {
        void Key(HttpRequestMessage request) => request.Headers.Add("x-functions-key", Host.Keys.Function);
        foreach (var (name, body) in BrokenInput.Everywhere.Concat(BrokenInput.Events).Concat(Contacts()).Append(("10 MB", TenMegabyteEvent())))
            await AnswersAsync(name, "api/webhooks/crm", body, Key);
        Assert.Equal(HttpStatusCode.Unauthorized, await AnswersAsync("no key", "api/webhooks/crm", "{}"u8.ToArray()));
        await EverythingIsAccountedForAsync([]);
    }

    [Fact]
    public async Task A_message_that_is_put_straight_into_the_hub_is_landed_or_rejected()
    {
        var before = await RejectedAsync();
        var broken = BrokenInput.Everywhere.Concat(BrokenInput.Events).ToList();
        foreach (var (_, body) in broken) await Host.Hub.SendAsync([new EventData(body)]);
        foreach (var (_, body) in BrokenInput.SoundEvents) await Host.Hub.SendAsync([new EventData(body)]);
        await EverythingIsAccountedForAsync(BrokenInput.SoundEvents.Select(item => item.Id));
        Assert.Equal(broken.Count, (await RejectedAsync()).Count - before.Count);
    }

    [Fact]
    public async Task A_platform_that_answers_rubbish_gives_a_clear_fault_and_no_report()
    {
        var stop = TestContext.Current.CancellationToken;
        var answers = new (int Status, string Type, string Body)[]
        {
            // No empty list among them: that is how Google says that there is nothing to report.
            (200, "text/html", "<html>maintenance</html>"), (200, "application/json", "{"), (200, "application/json", "[7]"), (200, "application/json", "null"),
            (200, "application/json", """{"access_token":"t","expires_in":"soon","data":"none","results":5,"token":{},"report_status":7}"""),
            (200, "application/json", """{"access_token":7}"""), (500, "text/plain", "oops"), (403, "application/json", "[]"), (204, "application/json", ""),
        };
        var calls = 0;
        await using var rubbish = await LoopbackServer.StartAsync(
            app => app.Run(async http =>
            {
                var (status, type, body) = answers[Interlocked.Increment(ref calls) % answers.Length];
                http.Response.StatusCode = status;
                http.Response.ContentType = type;
                if (status != 204) await http.Response.WriteAsync(body, stop);
            }),
            stop);
        await using var host = await TestHost.StartAsync(azurite, options =>
        {
            // Waiting for a platform to come round takes hours.
            options.Speed = 2_000;
            foreach (var name in new[] { "Pinterest", "Meta", "Google", "GoogleToken" }) options.Settings[$"Platforms:{name}"] = rubbish.Address.ToString();
            foreach (var name in new[] { "Pinterest:AppId", "Pinterest:AppSecret", "Pinterest:RefreshToken", "Meta:AccessToken", "Google:ClientId", "Google:ClientSecret", "Google:RefreshToken", "Google:DeveloperToken" })
                options.Settings[name] = "test";
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "admin/functions/CollectTimer");
        request.Headers.Add("x-functions-key", host.Keys.Master);
        using var started = await host.Http.SendAsync(request, stop);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        foreach (var (platform, account) in new[] { ("pinterest", "549768412345"), ("meta", "1029384756102938"), ("google", "4825917603") })
        {
            var done = await host.Durable.WaitForInstanceCompletionAsync($"collect-{platform}-{account}", getInputsAndOutputs: true, stop);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
            // At this speed the next hourly run may be over already; it asks for nothing while the account is parked, but what is wrong still stands.
            var freshness = await FreshnessBook.FindAsync(host.Get<Lake>(), platform, account, stop);
            IEnumerable<string> standing = freshness is null ? [] : [.. freshness.Alarms.Select(alarm => alarm.Text), .. freshness.Reports.Select(report => report.Fault).OfType<string>()];
            var faults = done.ReadOutputAs<CollectionResult>()!.Faults.Concat(standing).ToList();
            Assert.True(faults.Count > 0, $"{platform}: nobody is told that it answers rubbish.");
            Assert.All(faults, fault => Assert.NotEmpty(fault));
        }

        await foreach (var (name, _) in host.Get<Lake>().Reports.ListAsync(string.Empty, stop)) Assert.Fail($"{name} was published from rubbish.");
        using var health = await host.Http.GetAsync("api/health", stop);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    /// <summary>Sends a body; what comes back must be "safe" or a refusal that says why.</summary>
    private async Task<HttpStatusCode> AnswersAsync(string name, string address, byte[] body, Action<HttpRequestMessage>? prepare = null)
    {
        var stop = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        prepare?.Invoke(request);
        using var answer = await Host.Http.SendAsync(request, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.OK) return answer.StatusCode;
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{name}: {(int)answer.StatusCode} {text}");
        if (answer.StatusCode == HttpStatusCode.Unauthorized && text.Length == 0) return answer.StatusCode;
        using var json = JsonDocument.Parse(text);
        // One sentence for the whole body, or what is wrong with each event of it.
        Assert.True(json.RootElement.TryGetProperty("error", out var error) ? error.GetString() is { Length: > 10 } : text.Contains("\"fix\"", StringComparison.Ordinal), $"{name}: {text}");
        return answer.StatusCode;
    }

    /// <summary>Every message of the hub is in exactly one place, rejects have reasons, a good event passes, and nothing was logged as an error.</summary>
    private async Task EverythingIsAccountedForAsync(IEnumerable<string> landed)
    {
        var good = $"good-{Host.Hub.Count}";
        Assert.Equal(HttpStatusCode.NoContent, await AnswersAsync("a good event", "api/events", Encoding.UTF8.GetBytes($$$"""{"event_id":"{{{good}}}","event_name":"page_visit","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"}}""")));
        await Host.LandAsync();
        var lake = Host.Get<Lake>();
        var events = (await LinesAsync(lake.Events)).Select(line => LandingJson.ReadLanded(line)).ToList();
        var rejected = await RejectedAsync();
        Assert.Equal(Host.Hub.Count, events.Select(item => (item.Partition, item.Sequence)).Concat(rejected.Select(item => (item.Partition, item.Sequence))).Distinct().Count());
        Assert.Equal(Host.Hub.Count, events.Count + rejected.Count);
        Assert.All(rejected, item => Assert.All(item.Violations, violation => Assert.NotEmpty(violation.Fix)));
        Assert.All(rejected, item => Assert.NotEmpty(item.Violations));
        Assert.Subset(events.Select(item => item.Event.EventId).ToHashSet(), landed.Append(good).ToHashSet());
        Assert.Empty(Host.Log.Errors);
    }

    private async Task<List<RejectedRecord>> RejectedAsync() => [.. (await LinesAsync(Host.Get<Lake>().Rejected)).Select(line => LandingJson.ReadRejected(line))];

    private static async Task<List<byte[]>> LinesAsync(BlobFolder folder)
    {
        var stop = TestContext.Current.CancellationToken;
        var lines = new List<byte[]>();
        await foreach (var (name, _) in folder.ListAsync(string.Empty, stop)) lines.AddRange(Lines.Read(await folder.ReadAsync(name, stop)).Select(line => line.ToArray()));
        return lines;
    }

    private static byte[] TenMegabyteEvent()
    {
        var padding = new string('x', TenMegabytes);
        return Encoding.UTF8.GetBytes($$$"""{"event_id":"big","event_name":"page_visit","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"},"padding":"{{{padding}}}"}""");
    }

    private static void Sign(HttpRequestMessage request, string topic, byte[] body)
    {
        request.Headers.TryAddWithoutValidation("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestHost.ShopifySecret), body)));
    }

    private static IEnumerable<(string Name, byte[] Body)> Webhooks() => new (string, string)[]
    {
        ("an order without a total", """{"id":1,"created_at":"2026-10-30T12:00:00Z","currency":"EUR"}"""),
        ("an order without a time", """{"id":2,"total_price":"5.00","currency":"EUR"}"""),
        ("an order whose total is no number", """{"id":3,"created_at":"2026-10-30T12:00:00Z","total_price":"five","currency":"EUR"}"""),
        ("an order of wrong types", """{"id":[],"created_at":{},"total_price":true,"currency":9,"customer":"anna","note_attributes":"none","email":["a"]}"""),
        ("an order of wrong types behind a sound head", """{"id":4,"created_at":"2026-10-30T12:00:00Z","total_price":"5.00","currency":"EUR","customer":"anna","note_attributes":[1,"two",null],"email":7,"phone":{},"test":"yes"}"""),
        ("an order of unknown currency", """{"id":5,"created_at":"2026-10-30T12:00:00Z","total_price":"5.00","currency":"ZZZ"}"""),
        ("an order of the year 1", """{"id":6,"created_at":"0001-01-01T00:00:00Z","total_price":"5.00","currency":"EUR"}"""),
        ("an order below zero", """{"id":7,"created_at":"2026-10-30T12:00:00Z","total_price":"-5.00","currency":"EUR"}"""),
        ("an order number of 400 digits", $$$"""{"id":{{{new string('9', 400)}}},"created_at":"2026-10-30T12:00:00Z","total_price":"5.00","currency":"EUR"}"""),
        ("a refund of wrong types", """{"id":8,"order_id":1,"created_at":"2026-10-30T12:00:00Z","transactions":[1,null,{"kind":5},{"kind":"refund","status":"success","amount":{}}]}"""),
        ("a refund whose amounts overflow", """{"id":9,"order_id":1,"created_at":"2026-10-30T12:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"79228162514264337593543950335","currency":"EUR"},{"kind":"refund","status":"success","amount":"79228162514264337593543950335","currency":"EUR"}]}"""),
        ("a refund below zero", """{"id":10,"order_id":1,"created_at":"2026-10-30T12:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"-5.00","currency":"EUR"}]}"""),
        ("a refund without currency", """{"id":11,"order_id":1,"created_at":"2026-10-30T12:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"5.00"}]}"""),
    }.Select(item => (item.Item1, Encoding.UTF8.GetBytes(item.Item2)));

    private static IEnumerable<(string Name, byte[] Body)> Contacts() => new (string, string)[]
    {
        ("a contact without a stage", """{"contact_id":"1","changed_at":"2026-10-30T12:00:00Z"}"""),
        ("a contact without an id", """{"stage":"won","changed_at":"2026-10-30T12:00:00Z"}"""),
        ("a contact of wrong types", """{"contact_id":{},"stage":[],"changed_at":true,"email":5}"""),
        ("a contact of odd types", """{"contact_id":1,"stage":2,"changed_at":3,"email":{},"phone":[]}"""),
        ("a contact that changed in 2100", """{"contact_id":"1","stage":"won","changed_at":"2100-01-01T00:00:00Z"}"""),
        ("a stage of 100,000 letters", $$$"""{"contact_id":"1","stage":"{{{new string('x', 100_000)}}}","changed_at":"2026-10-30T12:00:00Z"}"""),
    }.Select(item => (item.Item1, Encoding.UTF8.GetBytes(item.Item2)));
}
