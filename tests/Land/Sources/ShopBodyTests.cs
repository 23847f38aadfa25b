using System.Globalization;
using System.Text.Json.Nodes;
using Pinstitch.Land;
using Pinstitch.Land.Sources;
using static Pinstitch.Tests.Land.Sources.WebhookTests;

namespace Pinstitch.Tests.Land.Sources;

/// <summary>Odd orders and payments: money in two currencies, money that takes its time, titles with tabs.</summary>
public sealed class ShopBodyTests
{
    /// <summary>A refund of part of an order that was paid in francs, in a shop of euros: one line of two, and the shipping.</summary>
    private const string Refund = """
        {"id":929361462,"admin_graphql_api_id":"gid://shopify/Refund/929361462","order_id":5433012805811,"created_at":"2026-10-30T10:00:00+01:00","note":"broken\tvase","user_id":548380009,"processed_at":"2026-10-30T10:00:00+01:00","restock":true,"duties":[],"total_duties_set":{"shop_money":{"amount":"0.00","currency_code":"EUR"},"presentment_money":{"amount":"0.00","currency_code":"CHF"}},
         "order_adjustments":[{"id":1,"order_id":5433012805811,"refund_id":929361462,"amount":"-4.90","tax_amount":"0.00","kind":"shipping_refund","reason":"Shipping refund","amount_set":{"shop_money":{"amount":"-4.90","currency_code":"EUR"},"presentment_money":{"amount":"-4.60","currency_code":"CHF"}},"tax_amount_set":{"shop_money":{"amount":"0.00","currency_code":"EUR"},"presentment_money":{"amount":"0.00","currency_code":"CHF"}}}],
         "transactions":[{"id":179259969,"order_id":5433012805811,"kind":"refund","gateway":"shopify_payments","status":"STATUS","message":null,"created_at":"2026-10-30T10:00:00+01:00","test":false,"authorization":null,"location_id":null,"user_id":null,"parent_id":801038806,"processed_at":"2026-10-30T10:00:00+01:00","device_id":null,"error_code":null,"source_name":"1830279","receipt":{},"amount":"37.50","currency":"CHF","payment_id":"c1.2","total_unsettled_set":{"presentment_money":{"amount":"0.0","currency":"CHF"},"shop_money":{"amount":"0.0","currency":"EUR"}}}],
         "refund_line_items":[{"id":104689539,"quantity":1,"line_item_id":1,"location_id":487838322,"restock_type":"return","subtotal":"35.00","total_tax":"5.59","subtotal_set":{"shop_money":{"amount":"35.00","currency_code":"EUR"},"presentment_money":{"amount":"32.90","currency_code":"CHF"}},"total_tax_set":{"shop_money":{"amount":"0.00","currency_code":"EUR"},"presentment_money":{"amount":"0.00","currency_code":"CHF"}},"line_item":{"id":1,"title":"Vase"}}]}
        """;

    private const string Charge = """
        {"id":"evt_3PgCharge","object":"event","api_version":"2020-08-27","created":1793361000,"data":{"object":{"id":"ch_3Pg","object":"charge","amount":AMOUNT,"amount_captured":CAPTURED,"amount_refunded":0,"application":null,"balance_transaction":"txn_1","billing_details":{"address":{"city":"Kuwait City","country":"KW","line1":"x","line2":null,"postal_code":"13001","state":null},"email":"Noor@Shop.example","name":"Noor","phone":"+96522212345"},"calculated_statement_descriptor":"SHOP","captured":IS_CAPTURED,"created":1793360990,"currency":"CURRENCY","customer":"cus_77","description":null,"disputed":false,"failure_code":null,"fraud_details":{},"invoice":null,"livemode":true,"metadata":{"order_id":"1001","pinstitch_epik":"dj0yCharge"},"outcome":{"network_status":"approved_by_network","type":"authorized"},"paid":true,"payment_intent":"pi_3Pg","payment_method":"pm_1","receipt_email":null,"refunded":false,"shipping":null,"status":"succeeded"}},"livemode":true,"pending_webhooks":1,"request":{"id":"req_1","idempotency_key":"k"},"type":"TYPE"}
        """;

    [Fact]
    public void Money_that_went_back_in_the_buyers_currency_counts_in_the_shops()
    {
        var all = Landed(ShopifyWebhook.Translate("refunds/create", Bytes(Refund.Replace("STATUS", "success", StringComparison.Ordinal)))).Single();
        Assert.Equal((3990L, "EUR", "5433012805811"), (all.Value, all.Currency, all.OrderId));
        var half = Landed(ShopifyWebhook.Translate("refunds/create", Bytes(Refund.Replace("STATUS", "success", StringComparison.Ordinal).Replace("\"amount\":\"37.50\"", "\"amount\":\"18.75\"", StringComparison.Ordinal)))).Single();
        Assert.Equal((1995L, "EUR"), (half.Value, half.Currency));
    }

    [Fact]
    public void A_refund_whose_money_took_its_time_is_told_by_a_later_version_of_its_order()
    {
        Assert.Empty(ShopifyWebhook.Translate("refunds/create", Bytes(Refund.Replace("STATUS", "pending", StringComparison.Ordinal))).Value);
        var order = """{"id":5433012805811,"created_at":"2026-10-29T17:02:11+01:00","updated_at":"2026-10-30T11:00:00+01:00","currency":"EUR","presentment_currency":"CHF","financial_status":"partially_refunded","taxes_included":true,"total_price":"127.90","current_total_price":"88.00","email":"zoe@shop.example","line_items":[{"id":1,"variant_id":7,"quantity":2,"current_quantity":1,"price":"35.00","title":"Vase\u000b \t blue\n"}],"refunds":[REFUND]}""";
        var items = Landed(ShopifyWebhook.Translate("orders/updated", Bytes(order.Replace("REFUND", Refund.Replace("STATUS", "success", StringComparison.Ordinal), StringComparison.Ordinal))));
        Assert.Equal([("order", 12790L), ("refund", 3990L)], items.Select(item => (item.Name, item.Value!.Value)));
        Assert.Equal("refund_929361462", items[1].EventId);
        Assert.Equal("Vase    blue", items[0].Contents![0].Name);
    }

    [Theory]
    [InlineData("eur", 5990, "59.9")]
    [InlineData("jpy", 5990, "5990")]
    [InlineData("kwd", 5990, "5.99")]
    [InlineData("ugx", 599000, "5990")]
    public void A_charge_is_the_order_of_its_payment(string currency, long amount, string expected)
    {
        var json = JsonNode.Parse(StripeWebhook.Translate(Bytes(ChargeOf("charge.succeeded", currency, amount, amount, "true"))).Value.Single().Span)!;
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), decimal.Parse(json["value"]!.GetValue<string>(), CultureInfo.InvariantCulture));
        Assert.Equal(("order_pi_3Pg", "1001", currency.ToUpperInvariant(), "dj0yCharge"), (json["event_id"]!.GetValue<string>(), json["order_id"]!.GetValue<string>(), json["currency"]!.GetValue<string>(), json["click_ids"]!["epik"]!.GetValue<string>()));
    }

    [Fact]
    public void What_is_only_reserved_on_a_card_counts_when_it_is_taken()
    {
        Assert.Empty(StripeWebhook.Translate(Bytes(ChargeOf("charge.succeeded", "eur", 5990, 0, "false"))).Value);
        var taken = Landed(StripeWebhook.Translate(Bytes(ChargeOf("charge.captured", "eur", 5990, 4000, "true")))).Single();
        Assert.Equal((4000L, "1001"), (taken.Value, taken.OrderId));
        Assert.Equal([IdentifierType.CustomerId, IdentifierType.Email, IdentifierType.Phone, IdentifierType.OrderId, IdentifierType.Epik], taken.Identifiers.Select(identifier => identifier.Type));
    }

    [Fact]
    public void HubSpot_tells_from_either_side_whose_a_deal_is()
    {
        var body = """
            [{"eventId":1,"subscriptionId":7,"portalId":33,"appId":4,"occurredAt":1793361003000,"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":9,"propertyName":"dealstage","propertyValue":"closedwon","changeSource":"CRM_UI","sourceId":"userId:1"},
             {"eventId":2,"subscriptionId":8,"portalId":33,"appId":4,"occurredAt":1793361004000,"subscriptionType":"deal.associationChange","attemptNumber":0,"associationType":"DEAL_TO_CONTACT","fromObjectId":9,"toObjectId":123,"associationRemoved":false,"isPrimaryAssociation":false},
             {"eventId":3,"subscriptionId":9,"portalId":33,"appId":4,"occurredAt":1793361004000,"subscriptionType":"contact.associationChange","attemptNumber":0,"associationType":"CONTACT_TO_DEAL","fromObjectId":123,"toObjectId":9,"associationRemoved":false},
             {"eventId":4,"subscriptionId":9,"portalId":33,"appId":4,"occurredAt":1793361005000,"subscriptionType":"contact.associationChange","attemptNumber":0,"associationType":"CONTACT_TO_DEAL","fromObjectId":124,"toObjectId":9,"associationRemoved":true},
             {"eventId":5,"subscriptionId":9,"portalId":33,"appId":4,"occurredAt":1793361005000,"subscriptionType":"contact.associationChange","attemptNumber":0,"associationType":"CONTACT_TO_COMPANY","fromObjectId":124,"toObjectId":8,"associationRemoved":false}]
            """;
        var items = Landed(HubSpotWebhook.Translate(Bytes(body)));
        Assert.Equal(["lead_stage", "custom:deal_contact", "custom:deal_contact"], items.Select(item => item.Name));
        Assert.Equal(items[1].EventId, items[2].EventId);
        Assert.Contains(items[0].Identifiers, identifier => items[1].Identifiers.Contains(identifier));
        var contact = Landed(HubSpotWebhook.Translate(Bytes("""[{"subscriptionType":"contact.creation","objectId":123,"occurredAt":1793361000000}]"""))).Single();
        Assert.Contains(contact.Identifiers.Single(), items[1].Identifiers);
    }

    private static string ChargeOf(string type, string currency, long amount, long captured, string isCaptured) => Charge
        .Replace("IS_CAPTURED", isCaptured, StringComparison.Ordinal)
        .Replace("AMOUNT", amount.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("CAPTURED", captured.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("CURRENCY", currency, StringComparison.Ordinal)
        .Replace("TYPE", type, StringComparison.Ordinal);
}
