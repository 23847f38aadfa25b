using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinstitch.Land.Sources;

/// <summary>
/// WooCommerce's order webhooks (https://woocommerce.github.io/woocommerce-rest-api-docs, Orders). Not the topic but the
/// status tells whether an order is paid. Its refunds come as totals within the order: each one becomes an event.
/// </summary>
public static class WooCommerceWebhook
{
    /// <summary>Statuses that WooCommerce's own analytics leave out: nothing was paid, or the buyer has not come as far. A bank transfer that is awaited (<c>on-hold</c>) counts.</summary>
    private static readonly string[] Unpaid = ["pending", "cancelled", "failed", "trash", "checkout-draft", "auto-draft"];

    /// <summary>The events that a webhook stands for; none for topics that are not about orders, and for the ping on saving the webhook.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(string topic, ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("webhook_id="u8)) return SourceJson.Nothing();
        return topic is "order.created" or "order.updated" or "order.restored" or "order.deleted" ? SourceJson.Read(body, topic, order => Order(topic, order)) : SourceJson.Nothing();
    }

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Order(string topic, JsonElement order)
    {
        if (order.Text("id") is not { } id) return SourceJson.Missing("the order", "id");
        // A deletion tells the id and nothing else: what the order was stays as it was told before.
        if (topic == "order.deleted" && order.Text("status") is null) return SourceJson.Nothing();
        if (Time(order, "date_created") is not { } created) return SourceJson.Missing("the order", "date_created_gmt");
        var updated = Time(order, "date_modified") ?? created;
        var status = order.Text("status");
        var isVoid = Unpaid.Contains(status) || topic == "order.deleted";
        var draft = new EventDraft($"order_{id}_{updated}", EventNames.Order, updated, "shop")
            .Set("placed_at", created)
            .Set("order_id", id)
            .Set("value", isVoid ? "0" : order.Text("total"))
            .Set("currency", order.Text("currency"))
            .Set("order.status", status)
            .Set("order.tax", isVoid ? null : order.Text("total_tax"))
            .Set("order.shipping", isVoid ? null : order.Text("shipping_total"))
            .Set("order.discount", isVoid ? null : order.Text("discount_total"))
            .Set("contents", Contents(order));
        AddUser(draft, order);
        draft.Set("client.ip", order.Text("customer_ip_address")).Set("client.user_agent", order.Text("customer_user_agent"));
        AddMeta(draft, order);
        return (ReadOnlyMemory<byte>[])[draft.Write(), .. Refunds(order, id, updated)];
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Refunds(JsonElement order, string id, string time)
    {
        foreach (var refund in order.List("refunds"))
        {
            // "total": "-10.00"
            if (refund.Text("id") is not { } number || refund.Amount("total") is not { } total || total == 0) continue;
            yield return new EventDraft($"refund_{number}", EventNames.Refund, time, "shop")
                .Set("order_id", id)
                .Set("value", Math.Abs(total).ToString(CultureInfo.InvariantCulture))
                .Set("currency", order.Text("currency"))
                .Write();
        }
    }

    private static void AddUser(EventDraft draft, JsonElement order)
    {
        draft.Set("user.email", order.Text("billing.email"))
            .Set("user.phone", order.Text("billing.phone"))
            .Set("user.first_name", order.Text("billing.first_name"))
            .Set("user.last_name", order.Text("billing.last_name"))
            .Set("user.city", order.Text("billing.city"))
            .Set("user.state", order.Text("billing.state"))
            .Set("user.postal_code", order.Text("billing.postcode"))
            .Set("user.country", order.Text("billing.country"));
        // 0 is a guest.
        if (order.Text("customer_id") is { } customer and not "0") draft.Set("user.customer_id", customer).Set("user.external_id", customer);
    }

    /// <summary>Order attribution of WooCommerce itself, and what forms have carried.</summary>
    private static void AddMeta(EventDraft draft, JsonElement order)
    {
        const string Attribution = "_wc_order_attribution_";
        foreach (var meta in order.List("meta_data"))
        {
            var (key, value) = (meta.Text("key"), meta.Text("value"));
            if (key?.StartsWith(Attribution, StringComparison.Ordinal) != true) CarriedFields.Add(draft, key, value);
            else if (key == Attribution + "session_entry") CarriedFields.AddLanding(draft, value);
            else CarriedFields.Add(draft, key[Attribution.Length..], value);
        }
    }

    private static JsonArray? Contents(JsonElement order)
    {
        var list = new JsonArray();
        foreach (var line in order.List("line_items").Take(200))
        {
            var variation = line.Text("variation_id") is { } number and not "0" ? number : null;
            if ((variation ?? line.First("product_id", "sku", "id")) is not { } id) continue;
            var item = new JsonObject { ["id"] = id };
            if (line.Text("name") is { } name) item["name"] = name;
            if (line.Amount("price") is >= 0 and var price) item["price"] = decimal.Round(price, 4).ToString(CultureInfo.InvariantCulture);
            if (int.TryParse(line.Text("quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)) item["quantity"] = quantity;
            list.Add(item);
        }

        return list.Count == 0 ? null : list;
    }

    /// <summary>The shop's times have no offset; only those that say so are in UTC.</summary>
    private static string? Time(JsonElement order, string field) =>
        order.Text(field + "_gmt") is { } utc ? utc.EndsWith('Z') ? utc : utc + 'Z' : null;
}
