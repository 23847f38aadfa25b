using System.Text;
using Pinstitch.Land;
using Pinstitch.Land.Traffic;
using static Pinstitch.Tests.Land.TestReader;

namespace Pinstitch.Tests.Land;

public sealed class EventReaderTests
{
    private const string Cookie = "\"user\":{\"anonymous_id\":\"c-1\"}";

    [Fact]
    public void A_page_visit_is_read_with_its_campaign_and_click()
    {
        var item = Landed(Event($$"""{{Cookie}},"page":{"url":"https://Shop.Example/vases/sage?utm_source=pinterest&utm_campaign=549768412345&epik=dj0yJnU9AbC&x=1#top","referrer":"https://www.pinterest.com/pin/1"}"""));
        Assert.Equal(new("shop.example", "/vases/sage") { ReferrerHost = "www.pinterest.com", UtmSource = "pinterest", UtmCampaign = "549768412345", ClickId = "epik" }, item.Page);
        Assert.Equal([IdentifierType.AnonymousId, IdentifierType.Epik], item.Identifiers.Select(identifier => identifier.Type));
        Assert.Equal([new("epik", "dj0yJnU9AbC", null)], item.Clicks);
    }

    [Theory]
    [InlineData("""{"event_name":"page_visit","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"}}""", "event_id", "missing")]
    [InlineData("""{"event_id":"e","event_name":"page_visit","event_time":"2026-10-30T12:00:00","user":{"anonymous_id":"c"}}""", "event_time", "not_a_time")]
    [InlineData("""{"event_id":"e","event_name":"page_visit","event_time":1793361600000,"user":{"anonymous_id":"c"}}""", "event_time", "time_not_in_seconds")]
    [InlineData("""{"event_id":"e","event_name":"page_visit","event_time":"2026-10-31T04:06:00Z","user":{"anonymous_id":"c"}}""", "event_time", "time_in_future")]
    [InlineData("""{"event_id":"e","event_name":"page_visit","event_time":"2020-10-31T04:06:00Z","user":{"anonymous_id":"c"}}""", "event_time", "time_too_old")]
    [InlineData("""{"event_id":"e","event_name":"clicked","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"}}""", "event_name", "unknown_name")]
    [InlineData("""{"event_id":"e","event_name":"save","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"null"}}""", "user", "no_identifier")]
    [InlineData("""{"event_id":"e","event_name":"save","event_time":"2026-10-30T12:00:00Z","user":7}""", "user", "not_an_object")]
    [InlineData("""{"event_id":"e","event_name":"checkout","event_time":"2026-10-30T12:00:00Z","order_id":"1","value":"1,5","currency":"EUR"}""", "value", "not_an_amount")]
    [InlineData("""{"event_id":"e","event_name":"checkout","event_time":"2026-10-30T12:00:00Z","order_id":"1","value":-1,"currency":"EUR"}""", "value", "amount_out_of_range")]
    [InlineData("""{"event_id":"e","event_name":"checkout","event_time":"2026-10-30T12:00:00Z","order_id":"1","currency":"EUR"}""", "value", "missing")]
    [InlineData("""{"event_id":"e","event_name":"checkout","event_time":"2026-10-30T12:00:00Z","order_id":"1","value":1,"currency":"USD"}""", "currency", "currency_without_rate")]
    [InlineData("""{"event_id":"e","event_name":"order","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"},"value":1,"currency":"EUR"}""", "order_id", "missing")]
    [InlineData("""{"event_id":"e","event_name":"save","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"},"contents":[{"id":"a"},{"name":"b"}]}""", "contents[1].id", "missing")]
    [InlineData("""{"event_id":"e","event_name":"save","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"},"contract":2}""", "contract", "unknown_contract")]
    [InlineData("""{"event_id":"e","event_name":"save","event_time":"2026-10-30T12:00:00Z","user":{"anonymous_id":"c"},"door":{"name":"browser"},"source":"shop"}""", "source", "source_not_trusted")]
    [InlineData("""{"event_id":"e","event_name":"refund","event_time":"2026-10-30T12:00:00Z","order_id":"1","value":1,"currency":"EUR","door":{"name":"browser"}}""", "event_name", "name_not_trusted")]
    [InlineData("[1,2]", "$", "not_an_object")]
    [InlineData("""{"event_id":"e",""", "$", "not_json")]
    [InlineData("""{"event_id":"\ud800","event_name":"save"}""", "$", "not_unicode")]
    public void A_broken_rule_is_named_with_its_field(string json, string field, string rule)
    {
        var reading = Read(json);
        Assert.Null(reading.Event);
        var violation = Assert.Single(reading.Violations);
        Assert.Equal((field, rule), (violation.Field, violation.Rule));
        Assert.NotEmpty(violation.Fix);
    }

    [Fact]
    public void Every_broken_rule_is_told_at_once()
    {
        var reading = Read("""{"event_name":"x","event_time":"y","value":"z","user":{"anonymous_id":"null"}}""");
        Assert.Equal(["event_id", "event_name", "event_time", "user", "value"], reading.Violations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_violation_never_holds_the_value()
    {
        var violations = Read("""{"event_id":"e","event_name":"jane.doe@example.com","event_time":"jane.doe@example.com","user":{"email":["jane.doe@example.com"]},"value":"jane.doe@example.com","source":"jane.doe@example.com"}""").Violations;
        Assert.Equal(6, violations.Count);
        Assert.All(violations, violation => Assert.DoesNotContain("jane", violation.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_fields_survive_wherever_they_stand_but_not_personal_ones()
    {
        var item = Landed(Event("""
            "user":{"anonymous_id":"c-1","loyalty":"gold","street":"Main Road 5"},"zeta":1,"alpha":{"b":["x jane.doe@example.com"],"Phone Number":"5551234567"},"page":{"url":"https://shop.example/","title":"Hi"}
            """));
        Assert.Equal("""{"alpha":{"b":["x (email-omlfojdbppgi)"],"Phone Number":"(removed)"},"page":{"title":"Hi"},"user":{"loyalty":"gold","street":"(removed)"},"zeta":1}""".Replace("omlfojdbppgi", Mark("jane.doe@example.com"), StringComparison.Ordinal), item.Extra);
    }

    [Fact]
    public void The_last_of_two_fields_counts()
    {
        Assert.Single(Landed(Event("""
            "user":{"anonymous_id":"a","email":"jane@shop.example"},"user":{"anonymous_id":"b"}
            """)).Identifiers);
        Assert.Equal("no_identifier", Read(Event("\"user\":{\"anonymous_id\":\"a\"},\"user\":null")).Violations.Single().Rule);
    }

    [Fact]
    public void An_escaped_event_reads_as_a_plain_one()
    {
        var plain = Landed(Event("\"user\":{\"anonymous_id\":\"c-é\"},\"search\":\"Vase\""));
        var escaped = Landed(Event("\"us\\u0065r\":{\"\\u0061nonymous_id\":\"c-\\u00e9\"},\"search\":\"\\u0056ase\""));
        Assert.Equal(LandingJson.Write(plain), LandingJson.Write(escaped));
    }

    [Fact]
    public void Values_that_no_platform_can_use_are_dropped_and_named()
    {
        var item = Landed(Event("""
            "user":{"anonymous_id":"c-1","phone":"555 1234567","email":"none@none.com","customer_id":"undefined"},"click_ids":{"fbc":"broken","gclid":"{gclid}","ttclid":"E.C.P.x"},"client":{"ip":"300.1.1.1"}
            """));
        Assert.Equal(["click_ids.fbc:no_click_id", "click_ids.gclid:no_click_id", "client.ip:no_ip_address", "user.customer_id:placeholder", "user.email:placeholder", "user.phone:phone_without_country"], item.Dropped);
        Assert.Equal([IdentifierType.AnonymousId, IdentifierType.Ttclid], item.Identifiers.Select(identifier => identifier.Type));
    }

    [Fact]
    public void Metas_cookie_is_the_same_click_as_the_parameter()
    {
        var cookie = Landed(Event("\"click_ids\":{\"fbc\":\"fb.1.1793361600000.IwAR2xYz\"}"));
        var parameter = Landed(Event("\"page\":{\"url\":\"https://shop.example/?fbclid=IwAR2xYz\"}"));
        Assert.Equal(parameter.Identifiers, cookie.Identifiers);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1793361600000), cookie.Clicks![0].Time);
    }

    [Theory]
    [InlineData("\"consent\":{\"advertise\":true}", true, true)]
    [InlineData("\"test\":false", true, false)]
    [InlineData("\"consent\":{\"advertise\":false}", false, false)]
    [InlineData("\"consent\":{\"advertise\":true,\"gpc\":true}", false, false)]
    public void What_goes_to_platforms_is_kept_as_far_as_consent_reaches(string consent, bool hashes, bool client)
    {
        var item = Landed(Event($$"""{{consent}},"user":{"email":"jane@shop.example"},"client":{"ip":"203.0.113.9","user_agent":"Mozilla/5.0"},"click_ids":{"epik":"dj0yAA"}"""));
        Assert.Equal((hashes, hashes, client), (item.Match is not null, item.Clicks is not null, item.Client is not null));
        Assert.Equal(2, item.Identifiers.Count);
    }

    [Fact]
    public void A_senders_wrong_clock_is_set_right_when_its_difference_is_known()
    {
        var item = Landed(Event("\"user\":{\"anonymous_id\":\"c\"},\"sent_at\":\"2026-10-30T12:00:05Z\",\"door\":{\"name\":\"browser\",\"received_at\":\"2026-10-30T09:00:05Z\"}"));
        Assert.Equal((new DateTimeOffset(2026, 10, 30, 9, 0, 0, TimeSpan.Zero), -10800), (item.Time, item.ClockSkew));
        Assert.Null(Landed(Event("\"user\":{\"anonymous_id\":\"c\"},\"sent_at\":\"2026-10-30T12:00:05Z\",\"door\":{\"name\":\"browser\",\"received_at\":\"2026-10-30T12:03:05Z\"}")).ClockSkew);
    }

    [Fact]
    public void Bots_and_staff_are_landed_but_do_not_count()
    {
        var rules = new TrafficRules(["shopchecker"], [System.Net.IPNetwork.Parse("203.0.113.0/24")], [StaffIdentifier.Parse("email:Anna@shop.example")!]);
        string? Kind(string fields) => Make(rules).Read(Encoding.UTF8.GetBytes(Event(fields))).Event!.Traffic;
        Assert.Equal("bot:user_agent", Kind($$"""{{Cookie}},"client":{"user_agent":"Mozilla/5.0 (compatible; Googlebot/2.1)"}"""));
        Assert.Equal("bot:user_agent", Kind($$"""{{Cookie}},"client":{"user_agent":"ShopChecker 2"}"""));
        Assert.Equal("staff:address", Kind($$"""{{Cookie}},"client":{"ip":"203.0.113.7"}"""));
        Assert.Equal("staff:identifier", Kind("\"user\":{\"email\":\"anna@shop.example\"}"));
        Assert.Null(Kind($$"""{{Cookie}},"client":{"user_agent":"Mozilla/5.0 (Linux; Android 9; CUBOT NOVA) Chrome/120","ip":"198.51.100.7"}"""));
        Assert.Null(Kind("\"user\":{\"email\":\"jane@shop.example\"},\"source\":\"shop\",\"client\":{\"user_agent\":\"HeadlessChrome\"}"));
    }

    [Fact]
    public void While_the_pepper_changes_both_pseudonyms_are_told()
    {
        var before = new Pseudonyms("pepper-before-the-change"u8.ToArray()).For(IdentifierType.AnonymousId, "c-1");
        var item = Make(former: "pepper-before-the-change"u8.ToArray()).Read(Encoding.UTF8.GetBytes(Event(Cookie))).Event!;
        Assert.Equal([new(before, item.Identifiers[0])], item.Former);
        Assert.NotEqual(before, item.Identifiers[0]);
        Assert.Equal(item.Former, LandingJson.ReadEvent(LandingJson.Write(item)).Former);
    }

    [Fact]
    public void What_is_landed_reads_back_as_it_was()
    {
        var item = Landed(Event("""
            "user":{"email":"jane.doe@gmail.com","phone":"+49 176 1234567","city":"Köln","country":"DE","customer_id":7},"value":"59.90","currency":"eur","order_id":"1001","consent":{"advertise":true,"personalise":false,"limited_use":true},
            "contents":[{"id":"a","price":29.95,"quantity":2,"name":"Vase"}],"num_items":2,"order":{"status":"paid","tax":"9.56","presentment_value":"65","presentment_currency":"USD"},"utm":{"source":"pinterest"},"click_ids":{"epik":"dj0y","clicked_at":1793361600},
            "client":{"ip":"2001:db8::1","user_agent":"Mozilla/5.0"},"search":"vase","more":{"x":1}
            """, "checkout"));
        Assert.Equal(LandingJson.Write(item), LandingJson.Write(LandingJson.ReadEvent(LandingJson.Write(item))));
        Assert.Equal((5990, 956, 6500, 2995), (item.Value, item.Order!.Tax, item.Order.PresentmentValue, item.Contents![0].Price));
        Assert.Contains("email@google", item.Match!.Keys);
    }

    private static string Mark(string email) => TextScrub.All(email)[7..^1];
}
