using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>
/// Shopify's order and refund webhooks (facts/conversions.md §7.1). An order is a series of versions: each create, update
/// and cancellation is an event of its own, and so is each refund, so nothing is overwritten.
/// </summary>
public static class ShopifyWebhook
{
    /// <summary>Whether the bytes were signed with the app's secret: base64 of HMAC-SHA-256 over the raw body.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? signature, string secret)
    {
        if (body.IsEmpty || string.IsNullOrEmpty(signature)) return false;
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }

    /// <summary>The event that a webhook stands for; none for topics that are not about money.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(string topic, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return topic switch
            {
                "orders/create" or "orders/updated" or "orders/paid" or "orders/cancelled" => Order(root),
                "refunds/create" => Refund(root),
                _ => Array.Empty<ReadOnlyMemory<byte>>(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Fault(FaultKind.Data, $"The body of {topic} is no JSON object.", e.GetType().Name);
        }
    }

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Order(JsonElement order)
    {
        if (EventJson.Text(order, "id") is not { } id) return Missing("id");
        if (EventJson.Text(order, "created_at") is not { } created) return Missing("created_at");
        var updated = EventJson.Text(order, "updated_at") ?? created;
        var cancelled = EventJson.Text(order, "cancelled_at") is not null;
        var total = cancelled ? "0" : EventJson.Text(order, "current_total_price") ?? EventJson.Text(order, "total_price");
        return (ReadOnlyMemory<byte>[])
        [
            EventJson.Write($"order_{id}_{updated}", EventNames.Order, updated, "shop", json =>
            {
                json.WriteString("placed_at", created);
                json.WriteString("order_id", id);
                json.WriteString("value", total);
                json.WriteString("currency", EventJson.Text(order, "currency"));
                json.WriteBoolean("test", order.TryGetProperty("test", out var test) && test.ValueKind == JsonValueKind.True);
                WriteUser(json, order);
            }),
        ];
    }

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Refund(JsonElement refund)
    {
        if (EventJson.Text(refund, "id") is not { } id) return Missing("id");
        if (EventJson.Text(refund, "order_id") is not { } orderId) return Missing("order_id");
        if (EventJson.Text(refund, "created_at") is not { } created) return Missing("created_at");
        // What was really given back: the successful refund transactions, which need not equal the sum of the lines.
        var amount = 0m;
        string? currency = null;
        if (refund.TryGetProperty("transactions", out var transactions) && transactions.ValueKind == JsonValueKind.Array)
        {
            foreach (var transaction in transactions.EnumerateArray())
            {
                if (EventJson.Text(transaction, "kind") != "refund" || EventJson.Text(transaction, "status") != "success") continue;
                if (decimal.TryParse(EventJson.Text(transaction, "amount"), NumberStyles.Number, CultureInfo.InvariantCulture, out var part)) amount += part;
                currency ??= EventJson.Text(transaction, "currency");
            }
        }

        if (amount == 0) return Array.Empty<ReadOnlyMemory<byte>>();
        return (ReadOnlyMemory<byte>[])
        [
            EventJson.Write($"refund_{id}", EventNames.Refund, created, "shop", json =>
            {
                json.WriteString("order_id", orderId);
                json.WriteString("value", amount.ToString(CultureInfo.InvariantCulture));
                json.WriteString("currency", currency);
            }),
        ];
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement order)
    {
        json.WriteStartObject("user");
        if ((EventJson.Text(order, "email") ?? EventJson.Text(order, "contact_email")) is { } email) json.WriteString("email", email);
        if (EventJson.Text(order, "phone") is { } phone) json.WriteString("phone", phone);
        if (order.TryGetProperty("customer", out var customer) && EventJson.Text(customer, "id") is { } number) json.WriteString("customer_id", number);
        if (Note(order, "pinstitch_anonymous_id") is { } cookie) json.WriteString("anonymous_id", cookie);
        json.WriteEndObject();
    }

    /// <summary>A note attribute: the way in which a browser's id reaches the order (cart attributes).</summary>
    private static string? Note(JsonElement order, string name)
    {
        if (!order.TryGetProperty("note_attributes", out var notes) || notes.ValueKind != JsonValueKind.Array) return null;
        foreach (var note in notes.EnumerateArray())
        {
            if (EventJson.Text(note, "name") == name) return EventJson.Text(note, "value");
        }

        return null;
    }

    private static Fault Missing(string field) => new(FaultKind.Data, $"The webhook has no {field}.");
}
