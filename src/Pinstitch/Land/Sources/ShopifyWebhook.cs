using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinstitch.Land.Sources;

/// <summary>
/// Shopify's order and refund webhooks (https://shopify.dev/docs/api/webhooks). An order is a series of versions: each
/// create, update and cancellation is an event of its own, and so is each refund, so nothing is overwritten. Amounts are in
/// the shop's currency; what the buyer saw stands beside it.
/// </summary>
public static class ShopifyWebhook
{
    /// <summary>Whether the bytes were signed with the app's secret.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? signature, string secret) => WebhookSignature.IsBase64(body, signature, secret);

    /// <summary>The events that a webhook stands for; none for topics that are not about money.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(string topic, ReadOnlyMemory<byte> body) => topic switch
    {
        "orders/create" or "orders/updated" or "orders/paid" or "orders/cancelled" or "orders/edited" or "orders/fulfilled" or "orders/partially_fulfilled" =>
            SourceJson.Read(body, topic, Order),
        "refunds/create" => SourceJson.Read(body, topic, refund => Refund(refund, null)),
        "" => new Fault(FaultKind.Data, "The header X-Shopify-Topic is missing: it says what the body is."),
        _ => SourceJson.Nothing(),
    };

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Order(JsonElement order)
    {
        if (order.Text("id") is not { } id) return SourceJson.Missing("the order", "id");
        if (order.First("created_at", "processed_at") is not { } created) return SourceJson.Missing("the order", "created_at");
        var updated = order.Text("updated_at") ?? created;
        var status = order.Text("cancelled_at") is not null ? "cancelled" : order.Text("financial_status");
        // A voided or expired order was never paid; refunds of a cancelled one that was come as refunds of their own.
        var isVoid = status is "cancelled" or "voided" or "expired";
        var draft = new EventDraft($"order_{id}_{updated}", EventNames.Order, updated, "shop")
            .Set("placed_at", order.Text("processed_at") ?? created)
            .Set("order_id", id)
            .Set("value", isVoid ? 0 : Value(order))
            .Set("currency", order.Text("currency"))
            .Set("test", order.Flag("test"))
            .Set("order.status", status)
            .Set("order.tax", isVoid ? null : order.First("current_total_tax", "total_tax"))
            .Set("order.shipping", isVoid ? null : order.Text("total_shipping_price_set.shop_money.amount"))
            .Set("order.discount", isVoid ? null : order.First("current_total_discounts", "total_discounts"))
            .Set("order.presentment_value", isVoid ? null : order.First("current_total_price_set.presentment_money.amount", "total_price_set.presentment_money.amount"))
            .Set("order.presentment_currency", isVoid ? null : order.First("current_total_price_set.presentment_money.currency_code", "total_price_set.presentment_money.currency_code"))
            .Set("contents", Contents(order));
        AddUser(draft, order);
        draft.Set("client.ip", order.First("browser_ip", "client_details.browser_ip")).Set("client.user_agent", order.Text("client_details.user_agent"));
        CarriedFields.AddLanding(draft, order.Text("landing_site"));
        foreach (var note in order.List("note_attributes")) CarriedFields.Add(draft, note.Text("name"), note.Text("value"));
        draft.Set("shopify", Origin(order));
        return (ReadOnlyMemory<byte>[])[draft.Write(), .. order.List("refunds").SelectMany(refund => Refund(refund, id).TryGet(out var told, out _) ? told : [])];
    }

    /// <summary>
    /// What the order is worth before its refunds. Shopify takes refunded lines off the current total, and tells the refund
    /// apart as well: lines whose money went back are added again here, so that they are taken off once.
    /// </summary>
    private static decimal? Value(JsonElement order)
    {
        if (order.Amount("current_total_price") is not { } current) return order.Amount("total_price");
        var refundedLines = order.List("refunds").Where(refund => Transactions(refund).Count > 0).Sum(refund =>
            refund.List("refund_line_items").Sum(line => (line.Amount("subtotal") ?? 0) + (order.Flag("taxes_included") == true ? 0 : line.Amount("total_tax") ?? 0))
            + refund.List("order_adjustments").Where(item => item.Text("kind") == "shipping_refund").Sum(item => Math.Abs(item.Amount("amount") ?? 0) + Math.Abs(item.Amount("tax_amount") ?? 0)));
        return current + refundedLines;
    }

    private static List<JsonElement> Transactions(JsonElement refund) =>
        [.. refund.List("transactions").Where(item => item.Text("kind") == "refund" && item.Text("status") is "success" or null)];

    /// <summary>
    /// A refund of its own, or one that an order's later versions repeat: one whose money was still on its way when it was
    /// made is told in no other way.
    /// </summary>
    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Refund(JsonElement refund, string? ofOrder)
    {
        if (refund.Text("id") is not { } id) return SourceJson.Missing("the refund", "id");
        if ((refund.Text("order_id") ?? ofOrder) is not { } orderId) return SourceJson.Missing("the refund", "order_id");
        if (refund.First("processed_at", "created_at") is not { } created) return SourceJson.Missing("the refund", "created_at");
        // What was really given back: the successful refund transactions, which need not equal the sum of the lines.
        var given = Transactions(refund);
        var amount = given.Sum(item => item.Amount("amount_set.shop_money.amount") ?? item.Amount("amount") ?? 0);
        if (amount <= 0) return SourceJson.Nothing();
        var currency = given.Select(item => item.First("amount_set.shop_money.currency_code", "currency")).FirstOrDefault(code => code is not null);
        (amount, currency) = InShopMoney(refund, amount, currency);
        return SourceJson.One(new EventDraft($"refund_{id}", EventNames.Refund, created, "shop")
            .Set("order_id", orderId)
            .Set("value", amount.ToString(CultureInfo.InvariantCulture))
            .Set("currency", currency)
            .Set("test", given.Any(item => item.Flag("test") == true) ? true : null));
    }

    /// <summary>
    /// Money goes back in the currency that it was paid in. Where that is not the shop's, it is worth what the refund's lines
    /// are worth in the shop's currency, in proportion.
    /// </summary>
    private static (decimal Amount, string? Currency) InShopMoney(JsonElement refund, decimal amount, string? currency)
    {
        var sets = refund.List("refund_line_items").SelectMany(line => new[] { line.At("subtotal_set"), line.At("total_tax_set") })
            .Concat(refund.List("order_adjustments").SelectMany(item => new[] { item.At("amount_set"), item.At("tax_amount_set") }))
            .Where(set => set.ValueKind == JsonValueKind.Object)
            .ToList();
        var shop = sets.Select(set => set.Text("shop_money.currency_code")).FirstOrDefault(code => code is not null);
        if (shop is null || shop == currency || sets.Exists(set => set.Text("presentment_money.currency_code") is { } code && code != currency)) return (amount, currency);
        var (inShop, paid) = (sets.Sum(set => Math.Abs(set.Amount("shop_money.amount") ?? 0)), sets.Sum(set => Math.Abs(set.Amount("presentment_money.amount") ?? 0)));
        return paid > 0 ? (amount == paid ? inShop : decimal.Round(amount * inShop / paid, 4), shop) : (amount, currency);
    }

    private static void AddUser(EventDraft draft, JsonElement order)
    {
        var address = order.At("billing_address").ValueKind == JsonValueKind.Object ? order.At("billing_address")
            : order.At("shipping_address").ValueKind == JsonValueKind.Object ? order.At("shipping_address")
            : order.At("customer.default_address");
        draft.Set("user.email", order.First("email", "contact_email", "customer.email"))
            .Set("user.phone", order.First("phone", "customer.phone") ?? address.Text("phone"))
            .Set("user.customer_id", order.Text("customer.id"))
            .Set("user.external_id", order.Text("customer.id"))
            .Set("user.first_name", order.Text("customer.first_name") ?? address.Text("first_name"))
            .Set("user.last_name", order.Text("customer.last_name") ?? address.Text("last_name"))
            .Set("user.city", address.Text("city"))
            .Set("user.state", address.First("province_code", "province"))
            .Set("user.postal_code", address.Text("zip"))
            .Set("user.country", address.First("country_code", "country"));
    }

    private static JsonArray? Contents(JsonElement order)
    {
        var list = new JsonArray();
        foreach (var line in order.List("line_items").Take(200))
        {
            if (line.First("variant_id", "product_id", "sku", "id") is not { } id) continue;
            var item = new JsonObject { ["id"] = id };
            if (line.First("title", "name") is { } title) item["name"] = title;
            if (line.Text("vendor") is { } vendor) item["brand"] = vendor;
            if (line.Amount("price") is >= 0 and var price) item["price"] = price.ToString(CultureInfo.InvariantCulture);
            if (int.TryParse(line.First("current_quantity", "quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)) item["quantity"] = quantity;
            list.Add(item);
        }

        return list.Count == 0 ? null : list;
    }

    /// <summary>Where the order comes from: drafts, tills and subscriptions have no visitor behind them.</summary>
    private static JsonObject? Origin(JsonElement order)
    {
        var origin = new JsonObject();
        if (order.Text("source_name") is { } source) origin["source_name"] = source;
        if (order.Text("name") is { } number) origin["number"] = number;
        if (order.Text("cancel_reason") is { } reason) origin["cancel_reason"] = reason;
        return origin.Count == 0 ? null : origin;
    }
}
