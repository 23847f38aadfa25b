using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Land;
using Pinstitch.Land.Doors;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

/// <summary>The HTTP doors through the real host.</summary>
public sealed class DoorTests(DoorHostFixture fixture, AzuriteFixture azurite) : IClassFixture<DoorHostFixture>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static readonly string Key = SiteKey.Make("shop", DoorHostFixture.Secret);

    [Fact]
    public async Task A_beacon_from_an_allowed_page_lands()
    {
        using var answer = await PostAsync($"api/events?k={Key}", Event("beacon-1"), "text/plain;charset=UTF-8", "https://shop.example");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://shop.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var item = (await LandedAsync("beacon-1")).Single();
        Assert.Equal(("browser", null, null), (item.Source, item.Traffic, item.Client));
    }

    [Fact]
    public async Task A_preflight_of_an_allowed_page_is_answered_and_that_of_another_is_not()
    {
        using var allowed = await OptionsAsync("https://shop.example");
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Contains("POST", allowed.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        using var refused = await OptionsAsync("https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var posted = await PostAsync($"api/events?k={Key}", Event("evil-1"), "text/plain", "https://shop.example.evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?k=shop~AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?k=")]
    public async Task Without_the_sites_key_nothing_is_taken(string query)
    {
        using var answer = await PostAsync("api/events" + query, Event("keyless"), "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task One_bad_event_does_not_take_its_batch_with_it()
    {
        var large = Event("batch-large").Replace("\"search\":", $"\"pad\":\"{new string('x', 260 * 1024)}\",\"search\":", StringComparison.Ordinal);
        using var answer = await PostAsync($"api/events?k={Key}", $"[{Event("batch-1")},{large},7,{Event("batch-2")}]", "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal((3, 1, "too_large"), (told["accepted"]!.GetValue<int>(), told["refused"]![0]!["index"]!.GetValue<int>(), told["refused"]![0]!["violation"]!["rule"]!.GetValue<string>()));
        Assert.Equal(2, (await LandedAsync("batch-")).Count);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{\"event_id\"", HttpStatusCode.BadRequest)]
    [InlineData("\"text\"", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_none_is_refused_with_what_to_do(string body, HttpStatusCode status)
    {
        using var answer = await PostAsync($"api/events?k={Key}", body, "application/json");
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("send", JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["error"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_also_when_it_is_packed()
    {
        using var plain = await PostAsync($"api/events?k={Key}", new string(' ', DoorBody.MostBytes + 1), "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, plain.StatusCode);
        using var packed = await PackedAsync(new string(' ', 20 * DoorBody.MostBytes));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, packed.StatusCode);
        using var sound = await PackedAsync(Event("packed-1"));
        Assert.Equal(HttpStatusCode.NoContent, sound.StatusCode);
        Assert.Single(await LandedAsync("packed-1"));
    }

    [Fact]
    public async Task Browsers_speak_for_themselves_and_servers_with_a_key_for_the_shop()
    {
        var order = """{"event_id":"trust-ID","event_name":"order","event_time":"2026-10-30T12:00:00Z","source":"shop","order_id":"1","value":1,"currency":"EUR"}""";
        using var browser = await PostAsync($"api/events?k={Key}", order.Replace("ID", "browser", StringComparison.Ordinal), "application/json");
        using var keyless = await PostAsync("api/events/server", order.Replace("ID", "keyless", StringComparison.Ordinal), "application/json");
        using var server = await PostAsync($"api/events/server?code={fixture.Host.Keys.Function}", order.Replace("ID", "server", StringComparison.Ordinal), "application/json");
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent], [browser.StatusCode, keyless.StatusCode, server.StatusCode]);
        Assert.Equal(["trust-server"], (await LandedAsync("trust-")).Select(item => item.EventId));
        Assert.Contains(await LandedEvents.RejectedAsync(fixture.Host), record => record.Body.Contains("trust-browser", StringComparison.Ordinal) && record.Violations.Any(violation => violation.Rule == "source_not_trusted"));
    }

    [Fact]
    public async Task Bots_are_landed_with_their_mark()
    {
        using var bot = await PostAsync($"api/events?k={Key}", Event("bot-1"), "application/json", agent: "Mozilla/5.0 (compatible; Pinterestbot/1.0)");
        using var nameless = await PostAsync($"api/events?k={Key}", Event("bot-2"), "application/json", agent: null);
        Assert.Equal(["bot:no_user_agent", "bot:user_agent"], (await LandedAsync("bot-")).Select(item => item.Traffic).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Address_and_browser_are_kept_with_consent_only()
    {
        using var with = await PostAsync($"api/events?k={Key}", Event("consent-1", ",\"consent\":{\"advertise\":true}"), "application/json", forwarded: "10.0.0.1, 203.0.113.9:5000, 198.51.100.1");
        using var gpc = await PostAsync($"api/events?k={Key}", Event("consent-2", ",\"consent\":{\"advertise\":true}"), "application/json", gpc: true);
        var items = (await LandedAsync("consent-")).OrderBy(item => item.EventId, StringComparer.Ordinal).ToList();
        Assert.Equal(new LandedClient("203.0.113.9", Firefox), items[0].Client);
        Assert.Equal((null, false), (items[1].Client, items[1].MayAdvertise));
    }

    [Fact]
    public async Task What_is_accepted_is_never_lost_and_what_cannot_be_taken_is_asked_to_come_again()
    {
        var sender = new StubbornSender();
        await using var host = await TestHost.StartAsync(azurite, options => options.Services = services => services.AddSingleton<IEventSender>(sender));
        using var content = new StringContent(Event("again-1"));
        sender.Fault = new(FaultKind.RateLimited, "slow down", RetryAfter: TimeSpan.FromSeconds(7));
        using var slow = await host.Http.PostAsync("api/events", content, Stop);
        Assert.Equal((HttpStatusCode.TooManyRequests, "7"), (slow.StatusCode, slow.Headers.GetValues("Retry-After").Single()));
        sender.Fault = new(FaultKind.Transient, "away");
        using var down = await host.Http.PostAsync("api/events", content, Stop);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (down.StatusCode, down.Headers.GetValues("Retry-After").Single()));
        sender.Fault = null;
        using var taken = await host.Http.PostAsync("api/events", content, Stop);
        Assert.Equal((HttpStatusCode.NoContent, 1), (taken.StatusCode, sender.Sent.Count));
    }

    [Fact]
    public async Task A_full_collector_asks_to_come_again()
    {
        await using var host = await TestHost.StartAsync(azurite, options => options.Services = services => services.AddSingleton(new IntakeLimit(mostRequests: 0)));
        using var content = new StringContent(Event("full-1"));
        using var answer = await host.Http.PostAsync("api/events", content, Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(0, host.Get<IntakeLimit>().Requests);
    }

    [Fact]
    public async Task Webhooks_open_to_their_own_signature_only()
    {
        var stripe = """{"id":"evt","type":"checkout.session.completed","created":1793361000,"livemode":true,"data":{"object":{"id":"cs_door","amount_total":100,"currency":"eur","payment_status":"paid"}}}""";
        var time = fixture.Host.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("stripe", stripe, ("Stripe-Signature", $"t={time},v1={Hex($"{time}.{stripe}")}")));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync("stripe", stripe + " ", ("Stripe-Signature", $"t={time},v1={Hex($"{time}.{stripe}")}")));
        var woo = """{"id":4711,"status":"completed","currency":"EUR","date_created_gmt":"2026-10-30T12:00:00","total":"5.00"}""";
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("woocommerce", woo, ("X-WC-Webhook-Signature", Base64(woo)), ("X-WC-Webhook-Topic", "order.created")));
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("woocommerce", "webhook_id=12"));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync("woocommerce", woo, ("X-WC-Webhook-Signature", Base64(woo + " "))));
        var hub = """[{"subscriptionType":"contact.creation","objectId":4712,"occurredAt":1793361000000}]""";
        var address = new Uri(fixture.Host.Http.BaseAddress!, "api/webhooks/hubspot").ToString();
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("hubspot", hub, ("X-HubSpot-Request-Timestamp", $"{time}000"), ("X-HubSpot-Signature-v3", Base64($"POST{address}{hub}{time}000"))));
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("hubspot", hub, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "in.shop.example"), ("X-HubSpot-Request-Timestamp", $"{time}000"), ("X-HubSpot-Signature-v3", Base64($"POSThttps://in.shop.example/api/webhooks/hubspot{hub}{time}000"))));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync("hubspot", hub, ("X-HubSpot-Request-Timestamp", $"{time}000")));
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("hubspot", hub, ("x-hubspot-signature-version", "v1"), ("x-hubspot-signature", Sum(DoorHostFixture.Secret + hub))));
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync("hubspot", hub, ("X-HubSpot-Signature-Version", "v2"), ("X-HubSpot-Signature", Sum($"{DoorHostFixture.Secret}POST{address}{hub}"))));
        // Where there is a newer signature an older one does not make up for it.
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync("hubspot", hub, ("X-HubSpot-Signature-v3", "x"), ("X-HubSpot-Request-Timestamp", $"{time}000"), ("X-HubSpot-Signature-Version", "v1"), ("X-HubSpot-Signature", Sum(DoorHostFixture.Secret + hub))));
        Assert.Equal(HttpStatusCode.NoContent, await HookAsync($"mapped/salesforce?code={fixture.Host.Keys.Function}", """{"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q9"],"changeType":"UPDATE","commitTimestamp":1793361000000,"transactionKey":"t","sequenceNumber":1},"Status":"Won"}}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync("mapped/salesforce", "{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync("signed/salesforce", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await HookAsync("signed/..%2f..%2fhost", "{}"));
        string[] expected = ["order_cs_door", "order_4711_2026-10-30T12:00:00Z", "hubspot_contact_4712_creation__1793361000000", "salesforce_t_1_00Q9_stage"];
        var ids = (await LandedAsync(string.Empty)).Select(item => item.EventId).ToList();
        Assert.All(expected, id => Assert.Contains(id, ids));
    }

    [Fact]
    public async Task Personal_data_is_in_no_byte_that_is_written_or_logged()
    {
        var canary = $$$"""{"email":"{{{Canary.Email}}}","phone":"{{{Canary.Phone}}}","first_name":"{{{Canary.FirstName}}}","city":"{{{Canary.City}}}","customer_id":"{{{Canary.Email}}}"}""";
        var all = Uri.EscapeDataString(Canary.Email);
        var packed = Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary.Email));
        string[] bodies =
        [
            $$$"""{"event_id":"canary-1-{{{Canary.Email}}}","event_name":"lead","event_time":"2026-10-30T12:00:00Z","user":{{{canary}}},"search":"write to {{{Canary.Email}}} or {{{Canary.Phone}}}","page":{"url":"https://shop.example/{{{all}}}/x?email={{{all}}}&utm_term={{{all}}}&x={{{packed}}}","referrer":"https://mail.example/?u={{{all}}}","title":"Hi {{{Canary.Email}}}"},"note":{"deep":["{{{packed}}}","{{{Canary.Phone}}}"]}}""",
            $$$"""{"event_id":"canary-2","event_name":"{{{Canary.Email}}}","event_time":"{{{Canary.Phone}}}","user":{"email":["{{{Canary.Email}}}"],"phone":{"x":"{{{Canary.Phone}}}"}},"currency":"{{{Canary.Email}}}"}""",
            $$$"""{"event_id":"canary-3","broken {{{Canary.Email}}}":1,"user":"{{{Canary.Email}}} {{{Canary.Phone}}}" """,
        ];
        foreach (var body in bodies[..2]) (await PostAsync($"api/events?k={Key}", body, "application/json")).Dispose();
        (await PostAsync($"api/events?k={Key}", bodies[2], "application/json")).Dispose();
        await fixture.Host.Hub.SendAsync([new(Encoding.UTF8.GetBytes(Event("canary-after")))]);
        await LandedAsync("canary-after");
        foreach (var file in Directory.EnumerateFiles(fixture.Host.Folder.Data, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Stop);
            Assert.True(Canary.Find(copy.ToArray()) is [], $"{file} holds {string.Join(", ", Canary.Find(copy.ToArray()))}");
        }

        var lake = fixture.Host.Get<Lake>();
        foreach (var folder in new[] { lake.Events, lake.Rejected })
        {
            await foreach (var (name, _) in folder.ListAsync(string.Empty, Stop))
            {
                foreach (var line in Lines.Read(await folder.ReadAsync(name, Stop))) Assert.Empty(Canary.Find(line.Span));
                Assert.Empty(Canary.Find(Encoding.UTF8.GetBytes(name)));
            }
        }

        Assert.Empty(Canary.Find(Encoding.UTF8.GetBytes(string.Join('\n', fixture.Host.Log.Entries.Select(entry => entry.ToString())))));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Event(string id, string more = "") =>
        $$$"""{"event_id":"{{{id}}}","event_name":"search","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c-1"},"search":"vase"{{{more}}}}""";

    private static string Hex(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DoorHostFixture.Secret), Encoding.UTF8.GetBytes(text)));

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Base64(string text) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DoorHostFixture.Secret), Encoding.UTF8.GetBytes(text)));

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string type, string? origin = null, string? agent = Firefox, string? forwarded = null, bool gpc = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (agent is not null) request.Headers.UserAgent.ParseAdd(agent);
        if (forwarded is not null) request.Headers.Add("X-Forwarded-For", forwarded);
        if (gpc) request.Headers.Add("Sec-GPC", "1");
        return await fixture.Host.Http.SendAsync(request, Stop);
    }

    private async Task<HttpResponseMessage> PackedAsync(string body)
    {
        using var buffer = new MemoryStream();
        await using (var zip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Encoding.UTF8.GetBytes(body));
        using var content = new ByteArrayContent(buffer.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        return await fixture.Host.Http.PostAsync($"api/events?k={Key}", content, Stop);
    }

    private async Task<HttpResponseMessage> OptionsAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "api/events");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return await fixture.Host.Http.SendAsync(request, Stop);
    }

    private async Task<HttpStatusCode> HookAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/webhooks/{path}") { Content = new StringContent(body) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await fixture.Host.Http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private Task<List<LandedEvent>> LandedAsync(string prefix) => LandedEvents.ReadAsync(fixture.Host, prefix);

    /// <summary>A sender that fails as it is told to.</summary>
    private sealed class StubbornSender : IEventSender
    {
        public Fault? Fault { get; set; }

        public List<ReadOnlyMemory<byte>> Sent { get; } = [];

        public Task<Fault?> SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellation)
        {
            if (Fault is null) Sent.AddRange(events);
            return Task.FromResult(Fault);
        }
    }
}
