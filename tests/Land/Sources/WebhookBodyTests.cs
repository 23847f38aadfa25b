using Pinstitch.Land;
using Pinstitch.Land.Sources;
using static Pinstitch.Tests.Land.Sources.WebhookTests;

namespace Pinstitch.Tests.Land.Sources;

/// <summary>Whole bodies, with all the fields, nulls and empty texts that the systems really send.</summary>
public sealed class WebhookBodyTests
{
    /// <summary>A guest's order in a shop of several currencies: no customer, a gift card, a tip, duties, lines without a variant, prices as text.</summary>
    private const string GuestOrder = """
        {"id":5433012805811,"admin_graphql_api_id":"gid:\/\/shopify\/Order\/5433012805811","app_id":580111,"browser_ip":"2001:db8:85a3::8a2e:370:7334","buyer_accepts_marketing":false,"cancel_reason":null,"cancelled_at":null,"cart_token":"c1-a9b","checkout_id":36901234,"checkout_token":"7f0c","client_details":{"accept_language":"de-DE","browser_height":null,"browser_ip":"2001:db8:85a3::8a2e:370:7334","browser_width":null,"session_hash":null,"user_agent":"Mozilla\/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)"},"closed_at":null,"company":null,"confirmation_number":"XPZ1","confirmed":true,"contact_email":"Zoë.Müller@Example.com","created_at":"2026-10-29T17:02:11+01:00","currency":"EUR","current_shipping_price_set":{"shop_money":{"amount":"4.90","currency_code":"EUR"},"presentment_money":{"amount":"4.60","currency_code":"CHF"}},"current_subtotal_price":"120.00","current_subtotal_price_set":{"shop_money":{"amount":"120.00","currency_code":"EUR"},"presentment_money":{"amount":"112.80","currency_code":"CHF"}},"current_total_additional_fees_set":null,"current_total_discounts":"0.00","current_total_duties_set":null,"current_total_price":"127.90","current_total_price_set":{"shop_money":{"amount":"127.90","currency_code":"EUR"},"presentment_money":{"amount":"120.23","currency_code":"CHF"}},"current_total_tax":"19.94","customer":null,"customer_locale":"de-CH","device_id":null,"discount_applications":[],"discount_codes":[],"duties_included":false,"email":"Zoë.Müller@Example.com","estimated_taxes":false,"financial_status":"paid","fulfillment_status":null,"landing_site":"\/?utm_source=pinterest&utm_medium=paid&epik=dj0yJnU9AbC_d-E&fbclid=","landing_site_ref":null,"location_id":null,"merchant_of_record_app_id":null,"name":"EU#1042","note":null,"note_attributes":[{"name":"pinstitch_anonymous_id","value":"c-9"},{"name":"Gift message","value":null},{"name":"pinstitch_consent","value":"none"}],"number":42,"order_number":1042,"order_status_url":"https:\/\/shop.example\/orders\/x?key=y","original_total_additional_fees_set":null,"original_total_duties_set":null,"payment_gateway_names":["gift_card","shopify_payments"],"payment_terms":null,"phone":null,"po_number":null,"presentment_currency":"CHF","processed_at":"2026-10-29T17:02:10+01:00","reference":null,"referring_site":"https:\/\/www.pinterest.ch\/","source_identifier":null,"source_name":"web","source_url":null,"subtotal_price":"120.00","tags":"","tax_exempt":false,"tax_lines":[{"price":"19.94","rate":0.19,"title":"MwSt"}],"taxes_included":true,"test":false,"token":"abc","total_cash_rounding_payment_adjustment_set":{"shop_money":{"amount":"0.00","currency_code":"EUR"}},"total_discounts":"0.00","total_line_items_price":"120.00","total_outstanding":"0.00","total_price":"127.90","total_price_set":{"shop_money":{"amount":"127.90","currency_code":"EUR"},"presentment_money":{"amount":"120.23","currency_code":"CHF"}},"total_shipping_price_set":{"shop_money":{"amount":"4.90","currency_code":"EUR"},"presentment_money":{"amount":"4.60","currency_code":"CHF"}},"total_tax":"19.94","total_tip_received":"3.00","total_weight":1200,"updated_at":"2026-10-29T17:02:13+01:00","user_id":null,
         "billing_address":{"first_name":"Zoë","address1":"Rue de la Gare 1","phone":null,"city":"La Chaux-de-Fonds","zip":"2300","province":null,"country":"Switzerland","last_name":"Müller","address2":null,"company":null,"latitude":47.1,"longitude":6.8,"name":"Zoë Müller","country_code":"CH","province_code":null},
         "shipping_address":null,"fulfillments":[],"payment_details":null,"refunds":[],"shipping_lines":[{"id":1,"code":"Standard","price":"4.90","title":"Standard","tax_lines":[],"discount_allocations":[]}],
         "line_items":[{"id":1,"admin_graphql_api_id":"gid","attributed_staffs":[],"current_quantity":2,"fulfillable_quantity":2,"gift_card":false,"grams":600,"name":"Vase - Blue","pre_tax_price":"70.00","price":"35.00","product_exists":true,"product_id":77,"properties":[],"quantity":2,"requires_shipping":true,"sku":"V-BLUE","taxable":true,"title":"Vase","total_discount":"0.00","variant_id":7701,"variant_title":"Blue","vendor":"Juniper","tax_lines":[],"duties":[],"discount_allocations":[]},{"id":2,"current_quantity":1,"gift_card":true,"name":"Gift Card","price":"50.00","product_exists":false,"product_id":null,"quantity":1,"sku":null,"title":"Gift Card","variant_id":null,"vendor":null}]}
        """;

    private const string StripeSession = """
        {"id":"evt_1Pg","object":"event","api_version":"2024-06-20","created":1793361000,"data":{"object":{"id":"cs_live_a1","object":"checkout.session","adaptive_pricing":null,"after_expiration":null,"allow_promotion_codes":null,"amount_subtotal":5400,"amount_total":5990,"automatic_tax":{"enabled":true,"liability":{"type":"self"},"status":"complete"},"billing_address_collection":null,"cancel_url":null,"client_reference_id":null,"client_secret":null,"consent":null,"created":1793360000,"currency":"jpy","currency_conversion":null,"custom_fields":[],"customer":null,"customer_creation":"if_required","customer_details":{"address":{"city":"Osaka","country":"JP","line1":null,"line2":null,"postal_code":"530-0001","state":"大阪府"},"email":"jun@example.jp","name":"山田 純","phone":"+81312345678","tax_exempt":"none","tax_ids":[]},"customer_email":null,"expires_at":1793446400,"invoice":null,"livemode":true,"locale":"auto","metadata":{},"mode":"payment","payment_intent":"pi_3Pg","payment_method_types":["card","konbini"],"payment_status":"paid","shipping_details":null,"status":"complete","submit_type":null,"subscription":null,"success_url":"https://shop.example/ok","total_details":{"amount_discount":0,"amount_shipping":590,"amount_tax":0},"ui_mode":"hosted","url":null}},"livemode":true,"pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"checkout.session.completed"}
        """;

    [Fact]
    public void A_guests_order_in_two_currencies_is_worth_what_it_is_in_the_shops()
    {
        var item = Landed(ShopifyWebhook.Translate("orders/create", Bytes(GuestOrder))).Single();
        Assert.Equal((12790L, "EUR", 12023L, "CHF"), (item.Value, item.Currency, item.Order!.PresentmentValue, item.Order.PresentmentCurrency));
        Assert.Equal([IdentifierType.Email, IdentifierType.OrderId, IdentifierType.AnonymousId, IdentifierType.Epik], item.Identifiers.Select(identifier => identifier.Type));
        // Consent was refused: nothing is kept for sending back.
        Assert.Null(item.Match);
        Assert.Null(item.Clicks);
        Assert.Null(item.Client);
        Assert.Equal("pinterest", item.Campaign!.Source);
        Assert.Equal(["7701", "2"], item.Contents!.Select(product => product.Id));
    }

    [Fact]
    public void Create_and_paid_of_one_version_are_copies_of_one_event()
    {
        var created = Landed(ShopifyWebhook.Translate("orders/create", Bytes(GuestOrder))).Single();
        var paid = Landed(ShopifyWebhook.Translate("orders/paid", Bytes(GuestOrder))).Single();
        Assert.Single(SettledEvents.From([new(0, 1, created), new(0, 2, paid)]).Events);
    }

    [Fact]
    public void Yen_have_no_minor_units_at_Stripe()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(StripeWebhook.Translate(Bytes(StripeSession)).Value.Single().Span)!;
        Assert.Equal(("5990", "JPY", "pi_3Pg"), (json["value"]!.GetValue<string>(), json["currency"]!.GetValue<string>(), json["order_id"]!.GetValue<string>()));
        Assert.Equal("590", json["order"]!["shipping"]!.GetValue<string>());
    }

    [Fact]
    public void A_payment_and_its_partial_refunds_are_one_order()
    {
        var payment = """{"id":"evt_2","object":"event","created":1793361000,"data":{"object":{"id":"pi_9","object":"payment_intent","amount":12000,"amount_capturable":0,"amount_details":{"tip":{}},"amount_received":12000,"application":null,"application_fee_amount":null,"automatic_payment_methods":{"allow_redirects":"always","enabled":true},"canceled_at":null,"cancellation_reason":null,"capture_method":"automatic_async","client_secret":"pi_9_secret","confirmation_method":"automatic","created":1793360990,"currency":"eur","customer":"cus_77","description":null,"invoice":null,"last_payment_error":null,"latest_charge":"ch_9","livemode":true,"metadata":{"pinstitch_epik":"dj0yPI"},"next_action":null,"payment_method":"pm_1","receipt_email":"jane@shop.example","review":null,"setup_future_usage":null,"shipping":{"address":{"city":"Berlin","country":"DE","line1":"x","line2":"","postal_code":"10115","state":""},"name":"Jane","phone":null},"status":"succeeded","transfer_data":null}},"livemode":true,"type":"payment_intent.succeeded"}""";
        var charge = """{"id":"evt_3","object":"event","created":1793364600,"data":{"object":{"id":"ch_9","object":"charge","amount":12000,"amount_captured":12000,"amount_refunded":4550,"balance_transaction":"txn","billing_details":{"address":{"city":null},"email":null,"name":null,"phone":null},"captured":true,"currency":"eur","customer":"cus_77","disputed":false,"livemode":true,"metadata":{},"paid":true,"payment_intent":"pi_9","refunded":false,"refunds":null,"status":"succeeded"},"previous_attributes":{"amount_refunded":2000,"receipt_url":"x"}},"livemode":true,"type":"charge.refunded"}""";
        var order = Landed(StripeWebhook.Translate(Bytes(payment))).Single();
        var refund = Landed(StripeWebhook.Translate(Bytes(charge))).Single();
        Assert.Equal((12000L, 2550L, "pi_9", "pi_9"), (order.Value, refund.Value, order.OrderId, refund.OrderId));
        Assert.Equal([IdentifierType.CustomerId, IdentifierType.Email, IdentifierType.OrderId, IdentifierType.Epik], order.Identifiers.Select(identifier => identifier.Type));
    }

    [Theory]
    [InlineData("pending", 0)]
    [InlineData("on-hold", 2935)]
    [InlineData("processing", 2935)]
    [InlineData("refunded", 2935)]
    [InlineData("failed", 0)]
    [InlineData("checkout-draft", 0)]
    public void The_status_of_a_WooCommerce_order_tells_whether_it_counts(string status, long value)
    {
        var body = """{"id":728,"parent_id":0,"status":"STATUS","currency":"EUR","version":"9.1.2","prices_include_tax":true,"date_created":"2026-10-29T17:28:08","date_modified":"2026-10-29T17:30:00","discount_total":"0.00","discount_tax":"0.00","shipping_total":"4.90","shipping_tax":"0.00","cart_tax":"4.69","total":"29.35","total_tax":"4.69","customer_id":0,"order_key":"wc_order_x","billing":{"first_name":"Łukasz","last_name":"Żak","company":"","address_1":"ul. Długa 1","address_2":"","city":"Łódź","state":"","postcode":"90-001","country":"PL","email":"","phone":"601 234 567"},"shipping":{"first_name":"","last_name":"","company":"","address_1":"","address_2":"","city":"","state":"","postcode":"","country":"","phone":""},"payment_method":"bacs","payment_method_title":"Bank","transaction_id":"","customer_ip_address":"","customer_user_agent":"","created_via":"checkout","customer_note":"","date_completed":null,"date_paid":null,"cart_hash":"x","number":"728","meta_data":[{"id":1,"key":"is_vat_exempt","value":"no"},{"id":2,"key":"_wc_order_attribution_source_type","value":"utm"},{"id":3,"key":"_fbp","value":"fb.1.1793361000000.123456789"},{"id":4,"key":"_x","value":["a",{"b":1}]}],"line_items":[{"id":31,"name":"Vase","product_id":93,"variation_id":12,"quantity":2,"tax_class":"","subtotal":"20.55","subtotal_tax":"3.90","total":"20.55","total_tax":"3.90","taxes":[],"meta_data":[],"sku":"","price":10.27731092,"image":{"id":"","src":""},"parent_name":"Vase"}],"tax_lines":[],"shipping_lines":[],"fee_lines":[],"coupon_lines":[],"refunds":[],"payment_url":"x","is_editable":false,"needs_payment":false,"needs_processing":true,"date_created_gmt":"2026-10-29T16:28:08","date_modified_gmt":"2026-10-29T16:30:00","date_completed_gmt":null,"date_paid_gmt":null,"currency_symbol":"€","_links":{"self":[]}}""";
        var item = Landed(WooCommerceWebhook.Translate("order.updated", Bytes(body.Replace("STATUS", status, StringComparison.Ordinal)))).Single();
        Assert.Equal((value, "order_728_2026-10-29T16:30:00Z"), (item.Value, item.EventId));
        Assert.Equal([IdentifierType.Phone, IdentifierType.OrderId], item.Identifiers.Select(identifier => identifier.Type));
        Assert.Equal("12", item.Contents!.Single().Id);
    }
}
