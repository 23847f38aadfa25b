using System.Text;
using System.Text.Json.Nodes;
using Pinstitch.Land;
using Pinstitch.Land.Matching;
using Pinstitch.Land.Sources;

namespace Pinstitch.Tests.Land.Sources;

/// <summary>Bodies in the shapes that shops and CRMs document, with what they do not always send left out.</summary>
public sealed class WebhookTests
{
    private const string ShopifyOrder = """
        {"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","name":"#9999","email":"jon@example.com","created_at":"2026-10-29T11:00:00-05:00","updated_at":"2026-10-29T11:00:01-05:00",
         "processed_at":null,"cancelled_at":null,"test":false,"currency":"EUR","presentment_currency":"USD","financial_status":"paid","total_price":"398.00","current_total_price":"398.00","total_tax":"63.55","total_discounts":"5.00","taxes_included":true,
         "total_shipping_price_set":{"shop_money":{"amount":"10.00","currency_code":"EUR"},"presentment_money":{"amount":"11.50","currency_code":"USD"}},
         "total_price_set":{"shop_money":{"amount":"398.00","currency_code":"EUR"},"presentment_money":{"amount":"457.70","currency_code":"USD"}},
         "customer":{"id":115310627314723954,"email":"john@example.com","first_name":"John","last_name":"Smith"},"phone":null,"browser_ip":"203.0.113.5","client_details":{"user_agent":null},
         "billing_address":{"first_name":"Steve","phone":"555-625-1199","city":"Hollywood","province_code":"CA","country_code":"US","zip":"90210-1234"},"landing_site":"/products/x?epik=dj0yLanding&utm_source=pinterest","source_name":"web",
         "note_attributes":[{"name":"pinstitch_anonymous_id","value":"c-77"},{"name":"pinstitch_consent","value":"measure,advertise"},{"name":"gift","value":"yes"}],
         "line_items":[{"id":866550311766439020,"variant_id":808950810,"product_id":632910392,"title":"IPod Nano","quantity":1,"price":"199.00","vendor":null},{"id":1,"variant_id":null,"product_id":null,"sku":"","quantity":1,"price":"199.00","title":"Custom"}],"refunds":[]}
        """;

    [Fact]
    public void A_Shopify_order_is_a_version_of_the_order_with_its_buyer()
    {
        var item = Landed(ShopifyWebhook.Translate("orders/create", Bytes(ShopifyOrder))).Single();
        Assert.Equal(("order", "820982911946154508", 39800L, "EUR"), (item.Name, item.OrderId, item.Value, item.Currency));
        Assert.Equal("order_820982911946154508_2026-10-29T11:00:01-05:00", item.EventId);
        Assert.Equal(new DateTimeOffset(2026, 10, 29, 16, 0, 0, TimeSpan.Zero), item.PlacedAt);
        Assert.Equal(new LandedOrder { Status = "paid", Tax = 6355, Shipping = 1000, Discount = 500, PresentmentValue = 45770, PresentmentCurrency = "USD" }, item.Order);
        Assert.Equal(["808950810", "1"], item.Contents!.Select(product => product.Id));
        Assert.Equal([("epik", "dj0yLanding")], item.Clicks!.Select(click => (click.Name, click.Id)));
        Assert.Equal("pinterest", item.Campaign!.Source);
        Assert.Equal(new LandedClient("203.0.113.5", null), item.Client);
        Assert.Equal([IdentifierType.CustomerId, IdentifierType.Email, IdentifierType.Phone, IdentifierType.OrderId, IdentifierType.AnonymousId, IdentifierType.Epik], item.Identifiers.Select(identifier => identifier.Type));
        Assert.Equal(PersonalData.Hash("15556251199"), MatchKeys.For(item.Match, "pinterest", MatchField.Phone));
        Assert.Equal(PersonalData.Hash("+15556251199"), MatchKeys.For(item.Match, "google", MatchField.Phone));
        Assert.Equal(PersonalData.Hash("90210"), MatchKeys.For(item.Match, "meta", MatchField.PostalCode));
        Assert.Equal(PersonalData.Hash("ca"), MatchKeys.For(item.Match, "pinterest", MatchField.State));
    }

    [Fact]
    public void An_edit_a_refund_and_a_cancellation_each_are_a_version_of_their_own()
    {
        var edited = ShopifyOrder.Replace("\"current_total_price\":\"398.00\"", "\"current_total_price\":\"199.00\"", StringComparison.Ordinal).Replace("11:00:01-05:00", "12:00:00-05:00", StringComparison.Ordinal);
        var cancelled = ShopifyOrder.Replace("\"cancelled_at\":null", "\"cancelled_at\":\"2026-10-29T13:00:00-05:00\"", StringComparison.Ordinal).Replace("11:00:01-05:00", "13:00:00-05:00", StringComparison.Ordinal);
        Assert.Equal(19900, Landed(ShopifyWebhook.Translate("orders/updated", Bytes(edited))).Single().Value);
        var gone = Landed(ShopifyWebhook.Translate("orders/cancelled", Bytes(cancelled))).Single();
        Assert.Equal((0, "cancelled"), (gone.Value, gone.Order!.Status));
    }

    [Fact]
    public void A_refunded_line_is_taken_off_an_order_once()
    {
        var refund = """{"id":1,"order_id":820982911946154508,"created_at":"2026-10-29T14:00:00-05:00","refund_line_items":[{"line_item_id":1,"quantity":1,"subtotal":"199.00","total_tax":"31.77"}],"transactions":[{"kind":"refund","status":"success","amount":"199.00","currency":"EUR"},{"kind":"refund","status":"failure","amount":"199.00","currency":"EUR"}],"order_adjustments":[]}""";
        var order = ShopifyOrder.Replace("\"current_total_price\":\"398.00\"", "\"current_total_price\":\"199.00\"", StringComparison.Ordinal).Replace("\"refunds\":[]", $"\"refunds\":[{refund}]", StringComparison.Ordinal);
        var told = Landed(ShopifyWebhook.Translate("orders/updated", Bytes(order)));
        Assert.Equal([("order", 39800L), ("refund", 19900L)], told.Select(item => (item.Name, item.Value!.Value)));
        var back = Landed(ShopifyWebhook.Translate("refunds/create", Bytes(refund))).Single();
        Assert.Equal(("refund_1", "refund", 19900L, "820982911946154508"), (back.EventId, back.Name, back.Value, back.OrderId));
        Assert.Equal((back.EventId, back.Time, back.Value, back.OrderId), (told[1].EventId, told[1].Time, told[1].Value, told[1].OrderId));
    }

    [Fact]
    public void What_is_refunded_is_what_the_transactions_say()
    {
        var body = """{"id":890088186047892319,"order_id":820982911946154508,"created_at":"2026-10-29T16:09:37-05:00","processed_at":"2026-10-29T16:09:37-05:00","refund_line_items":[{"subtotal":391.33,"total_tax":0},{"subtotal":7.96,"total_tax":0}],"transactions":[{"kind":"refund","status":"success","amount":"209.00","currency":"EUR"}]}""";
        Assert.Equal(20900, Landed(ShopifyWebhook.Translate("refunds/create", Bytes(body))).Single().Value);
        Assert.Empty(ShopifyWebhook.Translate("refunds/create", Bytes(body.Replace("success", "pending", StringComparison.Ordinal))).Value);
        Assert.Empty(ShopifyWebhook.Translate("products/update", Bytes(body)).Value);
    }

    [Fact]
    public void A_WooCommerce_order_brings_its_refunds_along()
    {
        var body = """
            {"id":727,"number":"727","status":"processing","currency":"EUR","date_created":"2026-10-29T17:28:08","date_created_gmt":"2026-10-29T16:28:08","date_modified_gmt":"2026-10-29T18:00:00","total":"29.35","total_tax":"1.35","shipping_total":"10.00","discount_total":"0.00",
             "customer_id":0,"customer_ip_address":"203.0.113.5","customer_user_agent":"mozilla/5.0","billing":{"first_name":"Anna","last_name":"Muster","city":"Köln","state":"","postcode":"50667","country":"DE","email":"anna@muster.example","phone":"0221 1234567"},
             "line_items":[{"id":315,"name":"Vase","product_id":93,"variation_id":0,"quantity":2,"total":"6.00","price":3}],"refunds":[{"id":900,"reason":"","total":"-10.00"}],
             "meta_data":[{"id":1,"key":"_wc_order_attribution_utm_source","value":"pinterest"},{"id":2,"key":"_wc_order_attribution_session_entry","value":"https://shop.example/?epik=dj0yWoo"},{"id":3,"key":"x","value":{"a":1}}]}
            """;
        var items = Landed(WooCommerceWebhook.Translate("order.updated", Bytes(body)));
        Assert.Equal([("order", 2935L), ("refund", 1000L)], items.Select(item => (item.Name, item.Value!.Value)));
        Assert.Equal("order_727_2026-10-29T18:00:00Z", items[0].EventId);
        Assert.Equal("refund_900", items[1].EventId);
        Assert.Equal([IdentifierType.Email, IdentifierType.Phone, IdentifierType.OrderId, IdentifierType.Epik], items[0].Identifiers.Select(identifier => identifier.Type));
        Assert.Equal(PersonalData.Hash("492211234567"), MatchKeys.For(items[0].Match, "pinterest", MatchField.Phone));
        Assert.Equal("93", items[0].Contents![0].Id);
        Assert.Equal(0, Landed(WooCommerceWebhook.Translate("order.updated", Bytes(body.Replace("processing", "cancelled", StringComparison.Ordinal))))[0].Value);
        Assert.Empty(WooCommerceWebhook.Translate("", Bytes("webhook_id=3")).Value);
        Assert.Empty(WooCommerceWebhook.Translate("order.deleted", Bytes("""{"id":727}""")).Value);
    }

    [Theory]
    [InlineData("eur", 5990, "59.90")]
    [InlineData("jpy", 5990, "5990")]
    [InlineData("kwd", 5990, "5.990")]
    [InlineData("isk", 599000, "5990")]
    public void Stripe_counts_in_minor_units_of_its_own_list(string currency, long amount, string expected)
    {
        var body = """{"id":"evt_1","type":"checkout.session.completed","created":1793361000,"livemode":true,"data":{"object":{"id":"cs_1","created":1793360000,"amount_total":AMOUNT,"currency":"CUR","payment_status":"paid","payment_intent":"pi_1","customer_details":{"email":"Jane@Shop.example"},"metadata":{"pinstitch_epik":"dj0yStripe"}}}}""";
        var bytes = StripeWebhook.Translate(Bytes(body.Replace("AMOUNT", $"{amount}", StringComparison.Ordinal).Replace("CUR", currency, StringComparison.Ordinal))).Value.Single();
        var json = JsonNode.Parse(bytes.Span)!;
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(json["value"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("pi_1", currency.ToUpperInvariant(), "dj0yStripe"), (json["order_id"]!.GetValue<string>(), json["currency"]!.GetValue<string>(), json["click_ids"]!["epik"]!.GetValue<string>()));
    }

    [Fact]
    public void A_Stripe_session_counts_when_it_is_paid_and_a_refund_when_it_has_succeeded()
    {
        Assert.Empty(StripeWebhook.Translate(Bytes("""{"type":"checkout.session.completed","created":1793361000,"data":{"object":{"id":"cs_1","payment_status":"unpaid"}}}""")).Value);
        Assert.Empty(StripeWebhook.Translate(Bytes("""{"type":"invoice.created","data":{"object":{}}}""")).Value);
        var refund = Landed(StripeWebhook.Translate(Bytes("""{"type":"refund.updated","created":1793361000,"livemode":false,"data":{"object":{"id":"re_1","amount":1000,"currency":"eur","status":"succeeded","payment_intent":"pi_1","created":1793360900}}}"""))).Single();
        Assert.Equal(("refund_re_1", 1000L, "pi_1", true), (refund.EventId, refund.Value, refund.OrderId, refund.IsTest));
        var grown = Landed(StripeWebhook.Translate(Bytes("""{"type":"charge.refunded","created":1793361000,"data":{"object":{"id":"ch_1","amount_refunded":1500,"currency":"eur","payment_intent":"pi_1"},"previous_attributes":{"amount_refunded":1000}}}"""))).Single();
        Assert.Equal(("refund_ch_1_1500", 500L), (grown.EventId, grown.Value));
    }

    [Fact]
    public void HubSpots_changes_of_contacts_and_deals_become_stages_and_identifiers()
    {
        var body = """
            [{"eventId":1,"subscriptionType":"contact.creation","objectId":123,"occurredAt":1793361000000,"changeFlag":"NEW"},
             {"eventId":1,"subscriptionType":"contact.propertyChange","objectId":123,"propertyName":"email","propertyValue":"anna@muster.example","occurredAt":1793361001000},
             {"eventId":2,"subscriptionType":"contact.propertyChange","objectId":123,"propertyName":"lifecyclestage","propertyValue":"opportunity","occurredAt":1793361002000},
             {"eventId":3,"subscriptionType":"object.propertyChange","objectTypeId":"0-3","objectId":9,"propertyName":"dealstage","propertyValue":"closedwon","occurredAt":1793361003000},
             {"eventId":4,"subscriptionType":"contact.propertyChange","objectId":123,"propertyName":"favourite_colour","propertyValue":"red","occurredAt":1793361004000},
             {"eventId":5,"subscriptionType":"contact.privacyDeletion","objectId":124,"occurredAt":1793361005000}]
            """;
        var items = Landed(HubSpotWebhook.Translate(Bytes(body)));
        Assert.Equal(["lead", "custom:contact_change", "lead_stage", "lead_stage", "custom:privacy_deletion"], items.Select(item => item.Name));
        Assert.Equal([null, null, "opportunity", "closedwon", null], items.Select(item => item.Stage));
        Assert.Equal([IdentifierType.Email, IdentifierType.CrmId], items[1].Identifiers.Select(identifier => identifier.Type));
        Assert.Equal(items[0].Identifiers[0], items[2].Identifiers[0]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    [InlineData("null")]
    public void A_body_that_is_none_is_a_fault_and_never_an_exception(string body)
    {
        Assert.NotNull(ShopifyWebhook.Translate("orders/create", Bytes(body)).Fault);
        Assert.NotNull(ShopifyWebhook.Translate("refunds/create", Bytes(body)).Fault);
        Assert.NotNull(WooCommerceWebhook.Translate("order.created", Bytes(body)).Fault);
        Assert.NotNull(StripeWebhook.Translate(Bytes(body)).Fault);
        Assert.NotNull(CrmWebhook.Translate(Bytes(body)).Fault);
        _ = HubSpotWebhook.Translate(Bytes(body));
    }

    internal static List<LandedEvent> Landed(Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> events)
    {
        var readings = events.Value.Select(item => TestReader.Make().Read(item)).ToList();
        Assert.Empty(readings.SelectMany(reading => reading.Violations));
        return [.. readings.Select(reading => reading.Event!)];
    }

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
