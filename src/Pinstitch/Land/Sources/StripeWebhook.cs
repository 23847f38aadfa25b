using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>
/// Stripe's events (https://docs.stripe.com/api/events): paid checkout sessions are orders, refunds are refunds. The order
/// number is <c>metadata.order_id</c> where the shop sets it, otherwise the payment intent, which refunds name too.
/// </summary>
public static class StripeWebhook
{
    private static readonly string[] NoDigits = ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly string[] ThreeDigits = ["BHD", "JOD", "KWD", "OMR", "TND"];

    /// <summary>The events that a Stripe event stands for; none for types that are not about money that has moved.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(ReadOnlyMemory<byte> body) => SourceJson.Read(body, "the Stripe event", Event);

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Event(JsonElement root)
    {
        if (root.Text("type") is not { } type) return SourceJson.Missing("the Stripe event", "type");
        var item = root.At("data.object");
        return type switch
        {
            "checkout.session.completed" or "checkout.session.async_payment_succeeded" => Session(root, item),
            "payment_intent.succeeded" => Payment(root, item),
            "charge.succeeded" or "charge.captured" => Paid(root, item),
            "refund.created" or "refund.updated" or "charge.refund.updated" => Refund(root, item),
            "charge.refunded" => Charge(root, item),
            _ => SourceJson.Nothing(),
        };
    }

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Session(JsonElement root, JsonElement session)
    {
        if (session.Text("id") is not { } id) return SourceJson.Missing("the session", "data.object.id");
        // Not paid yet: async_payment_succeeded comes when it is.
        if (session.Text("payment_status") is "unpaid" || session.Text("mode") is "setup") return SourceJson.Nothing();
        if (Time(root.Text("created") ?? session.Text("created")) is not { } time) return SourceJson.Missing("the Stripe event", "created");
        var currency = session.Text("currency")?.ToUpperInvariant();
        var draft = new EventDraft($"order_{id}", EventNames.Order, time, "shop")
            .Set("placed_at", Time(session.Text("created")) ?? time)
            .Set("order_id", session.First("metadata.order_id", "payment_intent", "payment_intent.id") ?? id)
            .Set("value", Amount(session, "amount_total", currency))
            .Set("currency", currency)
            .Set("test", root.Flag("livemode") == false ? true : null)
            .Set("order.status", session.Text("payment_status"))
            .Set("order.tax", Amount(session, "total_details.amount_tax", currency))
            .Set("order.shipping", Amount(session, "total_details.amount_shipping", currency))
            .Set("order.discount", Amount(session, "total_details.amount_discount", currency))
            .Set("user.email", session.First("customer_details.email", "customer_email"))
            .Set("user.phone", session.Text("customer_details.phone"))
            .Set("user.customer_id", session.First("metadata.customer_id", "customer", "customer.id"))
            .Set("client_reference_id", session.Text("client_reference_id"));
        AddAddress(draft, session.At("customer_details.address"));
        AddMetadata(draft, session);
        return SourceJson.One(draft);
    }

    /// <summary>A payment of a shop that does not use Stripe's checkout pages. One that does gets the same order from the session, which knows more.</summary>
    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Payment(JsonElement root, JsonElement payment)
    {
        if (payment.Text("id") is not { } id) return SourceJson.Missing("the payment", "data.object.id");
        if (Time(root.Text("created") ?? payment.Text("created")) is not { } time) return SourceJson.Missing("the Stripe event", "created");
        var currency = payment.Text("currency")?.ToUpperInvariant();
        var draft = new EventDraft($"order_{id}", EventNames.Order, time, "shop")
            .Set("placed_at", Time(payment.Text("created")) ?? time)
            .Set("order_id", payment.Text("metadata.order_id") ?? id)
            .Set("value", Amount(payment, "amount_received", currency) ?? Amount(payment, "amount", currency))
            .Set("currency", currency)
            .Set("test", root.Flag("livemode") == false ? true : null)
            .Set("order.status", "paid")
            .Set("user.email", payment.Text("receipt_email"))
            .Set("user.phone", payment.Text("shipping.phone"))
            .Set("user.customer_id", payment.First("metadata.customer_id", "customer", "customer.id"));
        AddAddress(draft, payment.At("shipping.address"));
        AddMetadata(draft, payment);
        return SourceJson.One(draft);
    }

    /// <summary>A charge: of a payment intent it is the same order, and the buyer's address stands here. One that is only reserved has moved no money yet.</summary>
    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Paid(JsonElement root, JsonElement charge)
    {
        if (charge.Text("id") is not { } id) return SourceJson.Missing("the charge", "data.object.id");
        if (charge.Flag("captured") == false || charge.Flag("paid") == false || charge.Text("status") is not ("succeeded" or "paid" or null)) return SourceJson.Nothing();
        if (Time(root.Text("created") ?? charge.Text("created")) is not { } time) return SourceJson.Missing("the Stripe event", "created");
        var currency = charge.Text("currency")?.ToUpperInvariant();
        var payment = charge.First("payment_intent", "payment_intent.id") ?? id;
        var draft = new EventDraft($"order_{payment}", EventNames.Order, time, "shop")
            .Set("placed_at", Time(charge.Text("created")) ?? time)
            .Set("order_id", charge.Text("metadata.order_id") ?? payment)
            .Set("value", Amount(charge, "amount_captured", currency) ?? Amount(charge, "amount", currency))
            .Set("currency", currency)
            .Set("test", root.Flag("livemode") == false ? true : null)
            .Set("order.status", "paid")
            .Set("user.email", charge.First("billing_details.email", "receipt_email"))
            .Set("user.phone", charge.First("billing_details.phone", "shipping.phone"));
        AddAddress(draft, charge.At("billing_details.address"));
        draft.Set("user.customer_id", charge.First("metadata.customer_id", "customer", "customer.id"));
        AddMetadata(draft, charge);
        return SourceJson.One(draft);
    }

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Refund(JsonElement root, JsonElement refund)
    {
        if (refund.Text("status") is not ("succeeded" or null)) return SourceJson.Nothing();
        if (refund.Text("id") is not { } id) return SourceJson.Missing("the refund", "data.object.id");
        if (Time(refund.Text("created") ?? root.Text("created")) is not { } time) return SourceJson.Missing("the refund", "created");
        return SourceJson.One(Draft($"refund_{id}", time, root, refund, Amount(refund, "amount", refund.Text("currency")), refund.Text("currency")));
    }

    /// <summary>Older versions list the refunds; newer ones tell only by how much the sum has grown.</summary>
    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Charge(JsonElement root, JsonElement charge)
    {
        if (charge.Text("id") is not { } id) return SourceJson.Missing("the charge", "data.object.id");
        if (Time(root.Text("created") ?? charge.Text("created")) is not { } time) return SourceJson.Missing("the charge", "created");
        var currency = charge.Text("currency");
        var listed = charge.List("refunds.data")
            .Where(refund => refund.Text("id") is not null && refund.Text("status") is "succeeded" or null)
            .Select(refund => Draft($"refund_{refund.Text("id")}", Time(refund.Text("created")) ?? time, root, charge, Amount(refund, "amount", currency), currency).Write())
            .ToList();
        if (listed.Count > 0) return listed;
        if (charge.Amount("amount_refunded") is not { } sum) return SourceJson.Missing("the charge", "amount_refunded");
        var grown = sum - (root.Amount("data.previous_attributes.amount_refunded") ?? 0);
        return grown <= 0
            ? SourceJson.Nothing()
            : SourceJson.One(Draft($"refund_{id}_{sum.ToString(CultureInfo.InvariantCulture)}", time, root, charge, Scale(grown, currency), currency));
    }

    private static EventDraft Draft(string id, string time, JsonElement root, JsonElement item, decimal? value, string? currency) =>
        new EventDraft(id, EventNames.Refund, time, "shop")
            .Set("order_id", item.First("metadata.order_id", "payment_intent", "payment_intent.id", "charge", "id"))
            .Set("value", value)
            .Set("currency", currency?.ToUpperInvariant())
            .Set("test", root.Flag("livemode") == false ? true : null);

    private static void AddAddress(EventDraft draft, JsonElement address) => draft
        .Set("user.city", address.Text("city"))
        .Set("user.state", address.Text("state"))
        .Set("user.postal_code", address.Text("postal_code"))
        .Set("user.country", address.Text("country"));

    private static void AddMetadata(EventDraft draft, JsonElement session)
    {
        if (session.At("metadata") is not { ValueKind: JsonValueKind.Object } metadata) return;
        foreach (var field in metadata.EnumerateObject()) CarriedFields.Add(draft, field.Name, field.Value.Text());
    }

    private static decimal? Amount(JsonElement item, string path, string? currency) => item.Amount(path) is { } minor ? Scale(minor, currency) : null;

    /// <summary>Stripe's own list of currencies without minor units, which is not that of ISO 4217.</summary>
    private static decimal Scale(decimal minor, string? currency)
    {
        var code = currency?.ToUpperInvariant();
        return NoDigits.Contains(code) ? minor : ThreeDigits.Contains(code) ? minor / 1000m : minor / 100m;
    }

    private static string? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix is > 0 and < 100_000_000_000
            ? Contract.Timestamp.Write(DateTimeOffset.FromUnixTimeSeconds(unix))
            : null;
}
