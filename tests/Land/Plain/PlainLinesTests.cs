using System.IO.Compression;
using System.Net;
using System.Text;
using CsCheck;
using Pinstitch.Lab.EndToEnd;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Land;
using Pinstitch.Land.Traffic;

namespace Pinstitch.Tests.Land.Plain;

/// <summary>The quick way of landing writes the same bytes as the general one, or leaves an event to it.</summary>
public sealed class PlainLinesTests
{
    private static readonly TrafficRules Staff = new(
        internalNetworks: [IPNetwork.Parse("203.0.113.0/24")],
        staff: [new(IdentifierType.AnonymousId, "c-1"), new(IdentifierType.Email, "jane.doe@gmail.com")]);

    private static readonly string[] Texts =
    [
        "c-1", "c-2", "7001", "0", "-", "null", "Guest", "a b", " a", "jane@shop.example", "+49 176 1234567", "0176 1234567", "555-625-1199", "2026-09-14", "%40", "a+b",
        "ZHVtbXlAc2hvcC5leGFtcGxl", "dj0yJnU9RkFLRQ", "Cj0KCQjwl7ioBhDrARIsAA", "6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b", "6F1E2D3C-4B5A-4978-8A6B-0C1D2E3F4A5B",
        "fb.1.1596403881668.1116446470", "fb.1.1596403881668.IwAR2", "{gclid}", "undefined", "00000000-0000-0000-0000-000000000000", "626757234234", "0049176123456", "x\\u0041", "K\u00f6ln", "", "\u007f",
        new('x', 600),
    ];

    private static readonly string[] Emails =
    [
        "jane.doe@gmail.com", "Jane.Doe+News@GoogleMail.com", "...@gmail.com", "anna@muster.example", "ANNA@Muster.Example", "test@example.com", "noreply@shop.example", "a@b", "a@@b.c", "no mail", "jos\u00e9@muster.example",
        new string('a', 64) + "@muster.example",
    ];

    private static readonly string[] Urls =
    [
        "https://shop.example", "https://shop.example/", "https://shop.example/products/Table-Oak_1", "https://shop.example/p?utm_source=pinterest&UTM_Medium=paid&utm_campaign=626757234234&utm_content=&epik=dj0yJnU9RkFLRQ",
        "https://shop.example/p?epik=dj0a&gclid=Cj0KCQjwl7ioBhDrARIsAA&epik=other#utm_term=x", "https://shop.example?fbclid=IwAR2&fbclid=IwAR3&=x&y", "https://shop.example/p?utm_source=a%20b", "https://shop.example/p?gclid={gclid}",
        "https://Shop.example/", "https://shop.example/0176123456", "https://shop.example/p?ScCid=7f2a&msclkid=null", "http://192.168.0.1/x", "android-app://com.pinterest", "no address", "https://shop.example/p?utm_term=0176-1234567&utm_term=x",
        "https://shop.example/p?utm_source=x&utm_source=0176123456789", "https://shop.example/a#b?c=d",
    ];

    private static readonly string[] Times =
    [
        "\"2026-10-30T12:00:00Z\"", "\"2026-10-30T12:00:00.120Z\"", "\"2026-10-30T14:00:00.1234567+02:00\"", "\"2026-10-30t12:00:00z\"", "1793361600", "1793361600000", "\"2027-10-30T12:00:00Z\"", "\"2024-10-30T12:00:00Z\"", "\"30.10.2026\"", "1793361600.5",
    ];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0", "MyApp ZHVtbXlAc2hvcC5leGFtcGxl", "",
    ];

    private static readonly Gen<string> Text = Any(Texts).Select(text => $"\"{text}\"");

    private static readonly Gen<string> Flag = Any("true", "false", "null", "\"yes\"");

    private static readonly Gen<string> Odd = Any("null", "1", "0", "-1", "1.5", "1e3", "01", "true", "[]", "{}", "\"\"", "\"a\"");

    private static readonly Gen<string> Money = Any("59.90", "\"59.90\"", "0", "5", "\"5.5\"", "59.905", "-1", "1e2", "\"1,5\"", "999999999999.99", "1000000000000", "null");

    private static readonly Gen<string> Top = Gen.OneOf(
        Any("\"source\":\"browser\"", "\"source\":\"server\"", "\"source\":\"shop\"", "\"source\":\"crm\"", "\"source\":\"moon\"", "\"contract\":1", "\"contract\":2", "\"currency\":\"EUR\"", "\"currency\":\"eur\"", "\"currency\":\"USD\"", "\"currency\":\"XXX\""),
        Any(Times).Select(time => $"\"sent_at\":{time}"),
        Money.Select(value => $"\"value\":{value}"),
        Text.Select(text => $"\"order_id\":{text}"),
        Text.Select(text => $"\"search\":{text}"),
        Flag.Select(flag => $"\"test\":{flag}"),
        Odd.Select(odd => $"\"num_items\":{odd}"),
        Gen.Select(Any("user", "page", "consent", "search", "door", "value", "currency", "test", "unknown", "contents", "order", "placed_at", "event_id"), Odd).Select((name, odd) => $"\"{name}\":{odd}"),
        Inner("user", Gen.OneOf(
            Gen.Select(Any("anonymous_id", "device_id", "customer_id", "crm_id"), Gen.OneOf(Text, Odd)).Select((name, value) => $"\"{name}\":{value}"),
            Any(Emails).Select(email => $"\"email\":\"{email}\""),
            Any(Emails).Select(email => $"\"email_sha256\":\"{PersonalData.Hash(email)}\""),
            Any("\"email_sha256\":\"x\"", "\"phone\":\"+49 176 1234567\"", "\"city\":\"Bonn\"", $"\"email_sha256\":\"{PersonalData.Hash("null")}\"", $"\"email_sha256\":\"{PersonalData.Hash("x").ToUpperInvariant()}\""))),
        Inner("page", Gen.Select(Any("url", "referrer"), Any(Urls)).Select((name, url) => $"\"{name}\":\"{url}\"")),
        Inner("click_ids", Gen.Select(Any("epik", "fbclid", "fbc", "fbp", "gclid", "ScCid", "ttp", "gbraid", "li_fat_id"), Text).Select((name, id) => $"\"{name}\":{id}")),
        Inner("click_ids", Gen.Select(Text, Any(Times)).Select((id, time) => $"\"epik\":{id},\"clicked_at\":{time}")),
        Inner("consent", Gen.Select(Any("measure", "advertise", "personalise", "limited_use", "gpc"), Flag).Select((name, flag) => $"\"{name}\":{flag}")),
        Inner("utm", Gen.Select(Any("source", "medium", "campaign", "content", "term"), Text).Select((name, text) => $"\"{name}\":{text}")),
        Inner("client", Gen.OneOf(
            Any("203.0.113.9", "198.51.100.7", "::1", "no address", "010.0.0.1", "").Select(ip => $"\"ip\":\"{ip}\""),
            Any(Agents).Select(agent => $"\"user_agent\":\"{agent}\""))),
        Inner("lead", Text.Select(text => $"\"stage\":{text}")),
        Inner("door", Gen.OneOf(
            Any("\"name\":\"browser\"", "\"name\":\"server\"", "\"traffic\":\"bot:prefetch\"", "\"gpc\":true", "\"gpc\":1"),
            Any(Times).Select(time => $"\"received_at\":{time}"))));

    private static readonly Gen<string> Event = Gen.Select(
        Gen.OneOf(Gen.Const("\"e-1\""), Text, Odd),
        Any("page_visit", "page_visit", "view_content", "checkout", "order", "refund", "lead_stage", "custom:quiz", "custom:", "custom:jane@shop.example", "page_vist"),
        Gen.Frequency((4, Any(Times[..5])), (1, Any(Times))),
        Top.List[0, 9],
        Any(",", ", ", ",\n"))
        .Select((id, name, time, fields, comma) => $"{{\"event_id\":{id}{comma}\"event_name\":\"{name}\"{comma}\"event_time\":{time}{string.Concat(fields.Select(field => comma + field))}}}");

    [Fact]
    public void The_quick_way_writes_what_the_general_way_writes() => Event.List[1, 30].Holds(events => Check(events.ConvertAll(Encoding.UTF8.GetBytes), TestReader.Make()), iter: 600);

    [Fact]
    public void So_it_does_where_the_shop_has_told_its_own_people_and_where_the_pepper_changes() => Event.List[1, 30].Holds(
        events =>
        {
            Check(events.ConvertAll(Encoding.UTF8.GetBytes), TestReader.Make(Staff));
            Check(events.ConvertAll(Encoding.UTF8.GetBytes), TestReader.Make(former: "the pepper before this one"u8.ToArray()));
        },
        iter: 200);

    [Fact]
    public void So_it_does_with_events_that_were_broken_at_random()
    {
        var mutator = new Mutator(20261125);
        var seeds = Shop().Take(400).ToList();
        for (var round = 0; round < 100; round++)
            Check([.. Enumerable.Range(0, 50).Select(_ => mutator.Change(seeds[mutator.Next(seeds.Count)], seeds[mutator.Next(seeds.Count)]))], TestReader.Make());
    }

    [Fact]
    public void Nearly_all_events_of_a_shops_tag_and_servers_go_the_quick_way()
    {
        var (reader, lines, quick) = (TestReader.Make(), new LandingLines(TestReader.Make()), 0);
        var bodies = Shop().Where(body => reader.Read(body).Event is not null).Take(3000).ToList();
        Check(bodies, reader);
        foreach (var body in bodies) quick += lines.TryAdd(0, new(1, body), TestReader.Now.UtcTicks) ? 1 : 0;
        Assert.True(quick > bodies.Count * 0.95, $"{quick} of {bodies.Count}");
    }

    [Fact]
    public void A_batch_that_is_used_again_has_nothing_of_the_one_before()
    {
        var reader = TestReader.Make();
        var body = Encoding.UTF8.GetBytes(TestReader.Event("\"user\":{\"anonymous_id\":\"c-1\",\"email\":\"anna@muster.example\"}"));
        using (var thrown = reader.Batch()) thrown.Add(0, new(1, body));
        using var batch = reader.Batch();
        Assert.Empty(batch.Landed.Pack());
        Check([body], reader);
    }

    [Fact]
    public void Lines_of_more_text_than_a_block_takes_are_packed_into_several()
    {
        var reader = TestReader.Make();
        var bodies = Enumerable.Range(0, 1500).Select(number => Encoding.UTF8.GetBytes(TestReader.Event($"\"user\":{{\"anonymous_id\":\"c-{number}\"}},\"page\":{{\"url\":\"https://shop.example/{new string('a', 3900)}\"}}"))).ToList();
        using var batch = reader.Batch();
        for (var number = 0; number < bodies.Count; number++) Assert.True(batch.Add(0, new(number, bodies[number])));
        var blocks = batch.Landed.Pack();
        Assert.Equal(2, blocks.Count);
        Assert.Equal(bodies.Select((body, number) => General(reader, number, body, 0).Landed!), blocks.SelectMany(Lines));
    }

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(place => texts[place]);

    private static IEnumerable<byte[]> Shop()
    {
        var plan = ShopPlan.Demo;
        var shift = TestReader.Now.ToUnixTimeSeconds() - plan.End;
        Assert.True(Math.Abs(shift) < 300 * 86400, "the shop's days are not the reader's");
        return ShopWorld.Make(plan with { People = 200, Days = 28 }).Messages.Where(message => message.Entrance is Entrance.Collector or Entrance.Hub).Select(message => message.Body);
    }

    private static void Check(List<byte[]> bodies, EventReader reader)
    {
        using var batch = reader.Batch();
        var (landed, rejected) = (new List<string>(), new List<string>());
        for (var number = 0; number < bodies.Count; number++)
        {
            var (line, refused) = General(reader, number, bodies[number]);
            Assert.Equal(line is not null, batch.Add(3, new(number, bodies[number])));
            if (line is not null) landed.Add(line);
            else rejected.Add(refused!);
        }

        Assert.Equal((landed.Count, rejected.Count), (batch.Landed.Count, batch.Rejected.Count));
        Assert.Equal(landed, batch.Landed.Pack().SelectMany(Lines));
        Assert.Equal(rejected, batch.Rejected.Pack().SelectMany(Lines));
    }

    private static (string? Landed, string? Rejected) General(EventReader reader, long sequence, byte[] body, int partition = 3)
    {
        var reading = reader.Read(body);
        return reading.Event is { } item
            ? (Encoding.UTF8.GetString(LandingJson.Write(new LandedRecord(partition, sequence, item))), null)
            : (null, Encoding.UTF8.GetString(LandingJson.Write(new RejectedRecord(partition, sequence, EventReader.ContractVersion, reading.Violations, Encoding.UTF8.GetString(Pseudonymiser.Copy(body))))));
    }

    private static string[] Lines(ReadOnlyMemory<byte> block)
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream(block.ToArray()), CompressionMode.Decompress));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Gen<string> Inner(string name, Gen<string> field) => field.List[0, 4].Select(fields => $"\"{name}\":{{{string.Join(',', fields)}}}");
}
