using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>A way into the pipeline over HTTP: where it is, how a request is signed, and what is sound there.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Path">Below the host's address.</param>
/// <param name="Seed">A sound body.</param>
/// <param name="Sound">A sound body of a number of its own, and the id of the event that must land of it.</param>
/// <param name="Sign">The headers that a body needs.</param>
internal sealed record FuzzEntrance(string Name, string Path, string Seed, Func<int, DateTimeOffset, (string Body, string EventId)> Sound, Func<byte[], string, DateTimeOffset, IEnumerable<(string Name, string Value)>> Sign)
{
    public const string Secret = "secret-of-the-fuzz";

    public static IReadOnlyList<FuzzEntrance> All { get; } =
    [
        new("events", "api/events", FuzzSeeds.Event, Event, (_, _, _) => []),
        new("server", $"api/events/server?code={Secret}", FuzzSeeds.Event, Event, (_, _, _) => []),
        new(
            "shopify",
            "api/webhooks/shopify",
            FuzzSeeds.ShopifyOrder,
            (number, now) => ($$"""{"id":{{number}},"email":"fuzz{{number}}@shop.example","created_at":"{{Iso(now)}}","updated_at":"{{Iso(now)}}","currency":"EUR","total_price":"1.00","current_total_price":"1.00"}""", $"order_{number}_{Iso(now)}"),
            (body, _, _) => [("X-Shopify-Topic", "orders/updated"), ("X-Shopify-Hmac-Sha256", Base64(body))]),
        new(
            "woocommerce",
            "api/webhooks/woocommerce",
            FuzzSeeds.WooOrder,
            (number, now) => ($$"""{"id":{{number}},"status":"processing","currency":"EUR","date_created_gmt":"{{Iso(now)[..19]}}","total":"1.00","billing":{"email":"fuzz{{number}}@shop.example"} }""", $"order_{number}_{Iso(now)}"),
            (body, _, _) => [("X-WC-Webhook-Topic", "order.updated"), ("X-WC-Webhook-Signature", Base64(body))]),
        new(
            "stripe",
            "api/webhooks/stripe",
            FuzzSeeds.StripeSession,
            (number, now) => ($$"""{"id":"evt_{{number}}","type":"checkout.session.completed","created":{{now.ToUnixTimeSeconds()}},"data":{"object":{"id":"cs_{{number}}","amount_total":100,"currency":"eur","payment_status":"paid"} } }""", $"order_cs_{number}"),
            (body, _, now) => [("Stripe-Signature", $"t={now.ToUnixTimeSeconds()},v1={Convert.ToHexStringLower(Mac([.. Bytes($"{now.ToUnixTimeSeconds()}."), .. body]))}")]),
        new(
            "hubspot",
            "api/webhooks/hubspot",
            FuzzSeeds.HubSpotChange,
            (number, now) => ($$"""[{"subscriptionType":"contact.creation","objectId":{{number}},"occurredAt":{{now.ToUnixTimeMilliseconds()}}}]""", $"hubspot_contact_{number}_creation__{now.ToUnixTimeMilliseconds()}"),
            (body, address, now) => [("X-HubSpot-Request-Timestamp", Milliseconds(now)), ("X-HubSpot-Signature-v3", Base64([.. Bytes("POST" + address), .. body, .. Bytes(Milliseconds(now))]))]),
        new(
            "salesforce",
            $"api/webhooks/mapped/salesforce?code={Secret}",
            FuzzSeeds.SalesforceChange,
            (number, now) => ($$"""{"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q{{number}}"],"changeType":"UPDATE","commitTimestamp":{{now.ToUnixTimeMilliseconds()}},"transactionKey":"f","sequenceNumber":1},"Status":"Open"} }""", $"salesforce_f_1_00Q{number}_stage"),
            (_, _, _) => []),
        new(
            "crm",
            $"api/webhooks/crm?code={Secret}",
            FuzzSeeds.CrmStage,
            (number, now) => ($$"""{"contact_id":"{{number}}","stage":"won","changed_at":"{{Iso(now)}}"}""", $"lead_{number}_won_{Iso(now)}"),
            (_, _, _) => []),
    ];

    /// <summary>What the host must be told, as environment variables.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Shopify__WebhookSecret"] = Secret,
        ["WooCommerce__WebhookSecret"] = Secret,
        ["Stripe__WebhookSecret"] = Secret,
        ["HubSpot__ClientSecret"] = Secret,
        ["Functions__Key"] = Secret,
        ["Collector__Origins"] = "https://shop.example",
    };

    private static (string Body, string EventId) Event(int number, DateTimeOffset now) =>
        ($$"""{"event_id":"fuzz-{{number}}","event_name":"page_visit","event_time":"{{Iso(now)}}","user":{"anonymous_id":"c-{{number}}"} }""", $"fuzz-{number}");

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Base64(byte[] body) => Convert.ToBase64String(Mac(body));

    private static byte[] Mac(byte[] body) => HMACSHA256.HashData(Bytes(Secret), body);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
