namespace Pinstitch.Lab.EndToEnd;

/// <summary>Sound input of every kind, to be broken.</summary>
internal static class FuzzSeeds
{
    public const string Event = """
        {"event_id":"e-1","event_name":"checkout","event_time":"2026-10-30T12:00:00Z","user":{"email":"jane.doe@gmail.com","phone":"+49 176 1234567","first_name":"Jane","city":"Köln","country":"DE","birth_date":"1991-05-26","customer_id":"7"},"consent":{"advertise":true},"value":"59.90","currency":"EUR","order_id":"1001","contents":[{"id":"a","price":29.95,"quantity":2}],"click_ids":{"epik":"dj0y","fbc":"fb.1.1793361600000.IwAR2"},"page":{"url":"https://shop.example/a/b?utm_source=x&gclid=Cj0","referrer":"https://www.pinterest.com/"},"client":{"ip":"203.0.113.9","user_agent":"Mozilla/5.0"},"more":{"x":[1,"y"]}}
        """;

    public const string ShopifyOrder = """
        {"id":820982911946154508,"email":"jon@example.com","created_at":"2026-10-29T11:00:00-05:00","updated_at":"2026-10-29T11:00:01-05:00","currency":"EUR","total_price":"398.00","current_total_price":"398.00","customer":{"id":1},"billing_address":{"phone":"555-625-1199","country_code":"US","zip":"90210"},"line_items":[{"variant_id":8,"quantity":1,"price":"199.00"}],"note_attributes":[{"name":"pinstitch_epik","value":"dj0y"}],"refunds":[{"id":3,"created_at":"2026-10-29T12:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"1.00","currency":"CHF"}],"refund_line_items":[{"subtotal":1,"subtotal_set":{"shop_money":{"amount":"1","currency_code":"EUR"},"presentment_money":{"amount":"1","currency_code":"CHF"}}}]}],"landing_site":"/?epik=x"}
        """;

    public const string WooOrder = """
        {"id":727,"status":"processing","currency":"EUR","date_created_gmt":"2026-10-29T16:28:08","total":"29.35","billing":{"email":"anna@muster.example","phone":"0221 1234567","country":"DE"},"line_items":[{"product_id":93,"quantity":2,"price":3}],"refunds":[{"id":900,"total":"-10.00"}],"meta_data":[{"key":"_wc_order_attribution_utm_source","value":"pinterest"}]}
        """;

    public const string StripeSession = """
        {"id":"evt_1","type":"checkout.session.completed","created":1793361000,"data":{"object":{"id":"cs_1","amount_total":5990,"currency":"eur","payment_status":"paid","customer_details":{"email":"a@b.example"},"metadata":{"pinstitch_epik":"dj0y"}}}}
        """;

    public const string HubSpotChange = """
        [{"subscriptionType":"contact.propertyChange","objectId":123,"propertyName":"email","propertyValue":"anna@muster.example","occurredAt":1793361001000}]
        """;

    public const string SalesforceChange = """
        {"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q1","00Q2"],"changeType":"CREATE","commitTimestamp":1793361600000,"transactionKey":"t","sequenceNumber":1},"Email":{"string":"anna@muster.example"},"Status":"Open"}}
        """;

    public const string CrmStage = """{"contact_id":"1","stage":"won","changed_at":"2026-10-30T12:00:00Z","email":"anna@muster.example"}""";

    /// <summary>All of them, and some more.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Event,
        ShopifyOrder,
        """{"id":1,"order_id":2,"created_at":"2026-10-29T11:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"209.00","currency":"EUR"}]}""",
        WooOrder,
        StripeSession,
        """{"type":"charge.refunded","created":1793361000,"data":{"object":{"id":"ch_1","amount_refunded":1500,"currency":"eur","refunds":{"data":[{"id":"re_1","amount":1}]}},"previous_attributes":{"amount_refunded":1000}}}""",
        """{"type":"charge.succeeded","created":1793361000,"data":{"object":{"id":"ch_1","amount":1500,"captured":true,"currency":"eur","payment_intent":"pi_1","billing_details":{"email":"a@b.example","address":{"country":"DE"}}}}}""",
        HubSpotChange,
        """[{"subscriptionType":"deal.associationChange","associationType":"DEAL_TO_CONTACT","fromObjectId":9,"toObjectId":123,"associationRemoved":false,"occurredAt":1793361001000}]""",
        SalesforceChange,
        CrmStage,
        """{"name":"x","each":"a.b","maps":{"m":{"a":"b"}},"rules":[{"each":"l","when":{"t":["a"],"u ?? v":true},"event":{"event_id":"{id}","event_name":"order","event_time":"{at | utc}","value":"{v ?? w | cents}","user.crm_id":"{each.x}","contents":{"each":"l","id":"{i}"}}}]}""",
    ];
}
