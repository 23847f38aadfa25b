using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pinstitch.Lab.EndToEnd;
using Pinstitch.Land;
using Pinstitch.Land.Doors;
using Pinstitch.Land.Sources;
using Pinstitch.Land.Sources.Mapped;
using Pinstitch.Tests.Hosting;

namespace Pinstitch.Tests.Land;

/// <summary>
/// Broken input at every entrance: it is refused or rejected with a reason, nothing crashes or hangs, sound events beside it
/// are not lost, memory stays flat. Short by itself; <c>PINSTITCH_FUZZ_SECONDS</c> makes it as long as wanted.
/// </summary>
public sealed class FuzzTests(DoorHostFixture fixture, ITestOutputHelper output) : IClassFixture<DoorHostFixture>
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private static readonly byte[][] Seeds = [.. FuzzSeeds.All.Select(Encoding.UTF8.GetBytes)];

    private static readonly MappedSource Salesforce = new(MappingReader.Read(Repository.Read("config", "mappings", "salesforce.json")).Value);

    private static TimeSpan Length(int usual) =>
        TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("PINSTITCH_FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted) ? wanted : usual);

    [Fact]
    public void No_input_brings_an_entrance_down()
    {
        var (mutator, reader, start) = (new Mutator(20260901), TestReader.Make(), Stopwatch.GetTimestamp());
        var (inputs, landed, before) = (0L, 0L, 0L);
        var sound = Encoding.UTF8.GetBytes(TestReader.Event("\"user\":{\"anonymous_id\":\"c-1\"}"));
        while (Stopwatch.GetElapsedTime(start) < Length(2))
        {
            var input = mutator.Change(Seeds[mutator.Next(Seeds.Length)], Seeds[mutator.Next(Seeds.Length)]);
            var began = Stopwatch.GetTimestamp();
            Try(input, reader, ref landed);
            // A broken event between two sound ones, as the collector gets it.
            if (IsJson(input))
            {
                var intake = DoorBody.Split((byte[])[(byte)'[', .. sound, (byte)',', .. input, (byte)',', .. sound, (byte)']']).Value;
                Assert.Equal(3, intake.Events.Count + intake.Refused.Count);
                Assert.NotNull(reader.Read(intake.Events[0]).Event);
                Assert.NotNull(reader.Read(intake.Events[^1]).Event);
            }

            Assert.True(Stopwatch.GetElapsedTime(began) < Slow, $"Slow input: {Convert.ToBase64String(input)}");
            if (++inputs == 2000) before = GC.GetTotalMemory(forceFullCollection: true);
        }

        var grown = before == 0 ? 0 : GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{inputs:N0} inputs, {landed:N0} landed events, memory grew by {grown:N0} bytes");
        Assert.True(grown < 8_000_000, $"memory grew by {grown:N0} bytes");
    }

    [Fact]
    public async Task Through_the_real_host_every_sound_event_lands_whatever_comes_beside_it()
    {
        var stop = TestContext.Current.CancellationToken;
        var (mutator, start, key) = (new Mutator(7), Stopwatch.GetTimestamp(), SiteKey.Make("shop", DoorHostFixture.Secret));
        string[] doors = ["shopify", "woocommerce", "stripe", "hubspot", $"crm?code={fixture.Host.Keys.Function}", $"mapped/salesforce?code={fixture.Host.Keys.Function}"];
        var (requests, sent) = (0, new List<string>());
        while (Stopwatch.GetElapsedTime(start) < Length(3))
        {
            var input = mutator.Change(Seeds[mutator.Next(Seeds.Length)], Seeds[mutator.Next(Seeds.Length)]);
            var door = mutator.Next(doors.Length + 2);
            var status = door >= doors.Length ? await PostAsync($"api/events?k={key}", input, stop) : await PostAsync($"api/webhooks/{doors[door]}", input, stop);
            Assert.True((int)status < 500, $"{status} at door {door}: {Convert.ToBase64String(input)}");
            await fixture.Host.Hub.SendAsync([new(input)]);
            if (requests++ % 10 != 0) continue;
            var id = $"fuzz-{requests}";
            var sound = Encoding.UTF8.GetBytes(TestReader.Event("\"user\":{\"anonymous_id\":\"c-1\"}").Replace("e-1", id, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"api/events?k={key}", sound, stop));
            sent.Add(id);
        }

        var landed = (await LandedEvents.ReadAsync(fixture.Host, "fuzz-")).Select(item => item.EventId).ToHashSet();
        output.WriteLine($"{requests:N0} requests, {sent.Count:N0} sound events sent, {landed.Count:N0} landed; {fixture.Host.Hub.Count:N0} messages through the hub");
        Assert.Empty(sent.Except(landed));
        Assert.Empty(fixture.Host.Log.Errors);
    }

    private static void Try(byte[] input, EventReader reader, ref long landed)
    {
        if (reader.Read(input) is { Event: null } reading) Assert.NotEmpty(reading.Violations);
        _ = Pseudonymiser.Copy(input);
        landed += Count(ShopifyWebhook.Translate("orders/updated", input), reader) + Count(ShopifyWebhook.Translate("refunds/create", input), reader)
            + Count(WooCommerceWebhook.Translate("order.updated", input), reader) + Count(StripeWebhook.Translate(input), reader) + Count(HubSpotWebhook.Translate(input), reader)
            + Count(CrmWebhook.Translate(input), reader) + Count(Salesforce.Translate(input), reader) + Count(DoorBody.Split(input).Then(Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> (intake) => intake.Events.ToArray()), reader);
        if (MappingReader.Read(Encoding.UTF8.GetString(input)).TryGet(out var mapping, out _)) _ = new MappedSource(mapping).Translate(Seeds[0]);
        var header = Encoding.Latin1.GetString(input);
        Assert.False(WebhookSignature.IsStripe(input, header, TestReader.Now, "secret"));
        Assert.False(WebhookSignature.IsHubSpot(input, "POST", header, header, header, TestReader.Now, "secret"));
        Assert.False(WebhookSignature.IsBase64(input, header, "secret"));
        Assert.Null(SiteKey.Site(header, ["secret"]));
        _ = CallerAddress.Find(header, IPAddress.Loopback);
    }

    private static int Count(Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> events, EventReader reader) =>
        events.TryGet(out var list, out _) ? list.Count(item => reader.Read(item).Event is not null) : 0;

    private static bool IsJson(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<HttpStatusCode> PostAsync(string path, byte[] body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Topic", "orders/updated");
        request.Headers.Add("X-Shopify-Hmac-Sha256", Sign(TestHost.ShopifySecret, body));
        request.Headers.Add("X-WC-Webhook-Topic", "order.updated");
        request.Headers.Add("X-WC-Webhook-Signature", Sign(DoorHostFixture.Secret, body));
        var time = fixture.Host.Clock.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("Stripe-Signature", $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DoorHostFixture.Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. body]))}");
        request.Headers.Add("X-HubSpot-Request-Timestamp", $"{time}000");
        request.Headers.Add("X-HubSpot-Signature-v3", Sign(DoorHostFixture.Secret, [.. Encoding.UTF8.GetBytes("POST" + new Uri(fixture.Host.Http.BaseAddress!, path)), .. body, .. Encoding.UTF8.GetBytes($"{time}000")]));
        using var answer = await fixture.Host.Http.SendAsync(request, stop);
        return answer.StatusCode;
    }

    private static string Sign(string secret, byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
