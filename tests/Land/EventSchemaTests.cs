using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Json.Schema;
using Pinstitch.Land;

namespace Pinstitch.Tests.Land;

/// <summary>The published schema and the reader say the same of every event, but for the rules that docs/event-contract.md lists as beyond a schema.</summary>
public sealed class EventSchemaTests
{
    /// <summary>Rules that a schema cannot express.</summary>
    private static readonly string[] Beyond = ["time_in_future", "time_too_old", "currency_without_rate", "not_a_web_address"];

    private static readonly JsonSchema Schema = JsonSchema.FromText(Repository.Read("schemas", "event.v1.schema.json"));

    private static readonly string[] Places =
    [
        "event_id", "event_name", "event_time", "sent_at", "source", "contract", "value", "currency", "order_id", "placed_at", "test", "search", "num_items", "contents",
        "user", "client", "click_ids", "page", "utm", "order", "lead", "consent", "user.email", "user.phone_sha256", "user.customer_id", "user.hashes", "client.ip", "client.user_agent",
        "click_ids.epik", "click_ids.ScCid", "click_ids.clicked_at", "utm.source", "order.status", "order.tax", "order.presentment_value", "order.presentment_currency",
        "lead.stage", "consent.measure", "consent.gpc", "contents.0", "contents.0.id", "contents.0.price", "contents.0.quantity", "contents.0.name", "anything", "user.anything",
    ];

    private static readonly Gen<JsonNode?> Odd = Gen.OneOf<Func<JsonNode?>>(
        () => null, () => true, () => 7, () => -3, () => 1.5, () => "", () => "  ", () => "text", () => "a\u0007b", () => new string('y', 700), () => new string('ä', 128), () => new JsonArray(1), () => new JsonObject(),
        () => "59.90", () => "1,5", () => "-2", () => 1e12, () => "EUR", () => "eur", () => "Eur", () => "XXX", () => 5_000_000, () => "2026-10-30T12:00:00Z", () => "2026-10-30T12:00:00", () => "2026-10-30T24:00:00Z",
        () => "2026-10-30t12:00:00.123+02:00", () => 1793361600, () => 1793361600000L, () => "shop", () => "checkout", () => "custom:thing", () => "custom:", () => "order", () => "lead_stage").Select(make => make());

    private static readonly Gen<JsonObject> Events = Gen.Select(
        Gen.OneOf("page_visit", "checkout", "order", "refund", "lead_stage", "custom:mine", "search"),
        Gen.Bool.Array[12],
        Gen.Select(Gen.OneOf(Places), Odd).Array[0, 3],
        Make);

    [Fact]
    public void The_schema_and_the_reader_agree()
    {
        var (sound, broken) = (0, 0);
        Events.Holds(
            item =>
            {
                var reading = TestReader.Make().Read(Encoding.UTF8.GetBytes(item.ToJsonString()));
                var isSound = Schema.Evaluate(System.Text.Json.JsonSerializer.SerializeToElement(item)).IsValid;
                Assert.True(isSound == reading.Violations.All(violation => Beyond.Contains(violation.Rule)), $"schema {isSound}, reader {string.Join("; ", reading.Violations)}: {item.ToJsonString()}");
                if (isSound) Interlocked.Increment(ref sound);
                else Interlocked.Increment(ref broken);
            },
            iter: 6000);
        Assert.True(sound > 500 && broken > 500, $"{sound} sound, {broken} broken");
    }

    [Fact]
    public void The_schema_lists_the_names_and_currencies_of_the_code()
    {
        var schema = JsonNode.Parse(Repository.Read("schemas", "event.v1.schema.json"))!;
        var names = schema["properties"]!["event_name"]!["anyOf"]![0]!["enum"]!.AsArray().Select(name => name!.GetValue<string>());
        Assert.Equal(EventNames.All, names.Order(StringComparer.Ordinal));
        var currencies = schema["$defs"]!["currency"]!["anyOf"]![0]!["enum"]!.AsArray().Select(code => code?.GetValue<string>()).Where(code => code is { Length: > 0 } && char.IsUpper(code[0]));
        Assert.Equal(Currencies.Codes, currencies.Order(StringComparer.Ordinal));
    }

    private static JsonObject Make(string name, bool[] has, (string Place, JsonNode? Value)[] changes)
    {
        var item = new JsonObject
        {
            ["event_id"] = "e-1",
            ["event_name"] = name,
            ["event_time"] = "2026-10-30T12:00:00Z",
            // An identifier that no change takes away: that one is needed is beyond a schema.
            ["click_ids"] = new JsonObject { ["gclid"] = "Cj0KCQ" },
        };
        var isMoney = name is "checkout" or "order" or "refund";
        if (has[0] || isMoney) (item["value"], item["currency"]) = (59.9, "EUR");
        if (has[1] || name is "order" or "refund") item["order_id"] = "1001";
        if (has[2] || name == "lead_stage") item["lead"] = new JsonObject { ["stage"] = "won" };
        if (has[3]) item["user"] = new JsonObject { ["email"] = "jane@shop.example" };
        if (has[4]) item["contents"] = new JsonArray(new JsonObject { ["id"] = "a", ["price"] = has[0] || isMoney ? 3 : null });
        if (has[5]) item["page"] = new JsonObject { ["url"] = "https://shop.example/" };
        if (has[6]) item["consent"] = new JsonObject { ["measure"] = true };
        if (has[7]) item["order"] = new JsonObject { ["status"] = "paid" };
        if (has[8]) item["utm"] = new JsonObject { ["source"] = "pinterest" };
        if (has[9]) item["client"] = new JsonObject { ["ip"] = "203.0.113.9" };
        foreach (var (place, value) in changes) Change(item, place.Split('.'), value);
        // Beyond a schema: amounts besides the value need the currency too.
        var needsCurrency = item["currency"] is null && (item["contents"] is JsonArray list && list.Any(entry => entry is JsonObject product && product["price"] is not null) || item["order"] is JsonObject order && order["tax"] is not null);
        if (needsCurrency) item["currency"] = "EUR";
        // Beyond a schema: an identifier is there.
        if (item["click_ids"] is not JsonObject clicks) item["click_ids"] = item["click_ids"] is null ? new JsonObject { ["gclid"] = "Cj0KCQ" } : item["click_ids"]!.DeepClone();
        else clicks["gclid"] = "Cj0KCQ";
        return item;
    }

    private static void Change(JsonNode? node, string[] path, JsonNode? value)
    {
        for (var step = 0; step < path.Length - 1; step++)
        {
            node = node is JsonArray list ? list.Count > 0 ? list[0] : null : (node as JsonObject)?[path[step]];
            if (node is null) return;
        }

        if (node is JsonArray array && array.Count > 0) array[0] = value?.DeepClone();
        else if (node is JsonObject item) item[path[^1]] = value?.DeepClone();
    }
}
