using System.Text;
using System.Text.Json;
using CsCheck;
using Pinstitch.Land;

namespace Pinstitch.Tests.Land;

public sealed class PseudonymiserTests
{
    private static readonly string[] Canaries = ["canary.jane@secret-mail.example", "Canary.Jane@Secret-Mail.example", "+4917699887766", "+49 176 99887766"];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf(Canaries),
        Gen.OneOf(Canaries).Select(Uri.EscapeDataString),
        Gen.OneOf(Canaries).Select(text => Uri.EscapeDataString(Uri.EscapeDataString(text))),
        Gen.OneOf(Canaries[..3]).Select(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        Gen.OneOf("plain", "", "null", "7001", "é", "a b", "\u0007", "https://shop.example/ü/x?utm_source=a%20b&epik=dj0&mail=canary.jane%40secret-mail.example#f", "https://shop.example/x/canary.jane@secret-mail.example/y?utm_term=canary.jane%40secret-mail.example", "{gclid}"));

    private static readonly string[] Fields =
    [
        "event_id", "event_time", "source", "order_id", "search", "value", "currency", "user", "user.email", "user.phone", "user.first_name", "user.city", "user.country", "user.customer_id",
        "user.anonymous_id", "user.phone_sha256", "user.email_sha256", "user.street", "user.nick", "page.url", "page.referrer", "page.title", "utm.source", "utm.term", "click_ids.epik", "click_ids.fbc", "client.ip",
        "client.user_agent", "lead.stage", "order.status", "note", "note.deep.list", "E-Mail", "consent.advertise",
    ];

    /// <summary>Names and cities are personal in their own fields; elsewhere they are words.</summary>
    private static readonly Gen<(string Field, string Value)> Named = Gen.OneOf(("user.first_name", "\"Canaryette\""), ("user.city", "\"Kanarienstadt\""), ("user.street", "\"Kanarienstadt\""), ("user.last_name", "\" CANARYETTE \""));

    private static readonly Gen<string> Events = Gen.Select(Gen.OneOf(Fields), Gen.OneOf(Texts.Select(text => JsonSerializer.Serialize(text)), Gen.OneOf("true", "12", "[\"+4917699887766\"]", "{\"x\":\"canary.jane@secret-mail.example\"}", "null", "[]")))
        .Array[0, 6].SelectMany(fields => Named.Array[0, 2].Select(named => Build([.. fields, .. named])));

    [Fact]
    public void The_copy_reads_as_the_original_does()
    {
        Events.Holds(
            json =>
            {
                var (original, copy) = (TestReader.Make().Read(Encoding.UTF8.GetBytes(json)), TestReader.Make().Read(Pseudonymiser.Copy(Encoding.UTF8.GetBytes(json))));
                // A text that was too long need not be so any more: a mark does not count. Nothing else is broken by the copying.
                Assert.Empty(Fields(copy).Except(Fields(original)));
                if (original.Event is { } item) Assert.Equal(Encoding.UTF8.GetString(LandingJson.Write(item)), Encoding.UTF8.GetString(LandingJson.Write(copy.Event!)));
            },
            iter: 4000);

        static IEnumerable<string> Fields(EventReading reading) => reading.Violations.Select(violation => violation.Field).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Copying_a_copy_changes_nothing()
    {
        Events.Holds(
            json =>
            {
                var copy = Pseudonymiser.Copy(Encoding.UTF8.GetBytes(json));
                Assert.Equal(Encoding.UTF8.GetString(copy), Encoding.UTF8.GetString(Pseudonymiser.Copy(copy)));
            },
            iter: 2000);
    }

    [Fact]
    public void Nothing_personal_is_left_in_the_copy_or_in_what_is_landed()
    {
        Events.Holds(
            json =>
            {
                Assert.Empty(Canary.Find(Pseudonymiser.Copy(Encoding.UTF8.GetBytes(json))));
                var reading = TestReader.Make().Read(Encoding.UTF8.GetBytes(json));
                Assert.Empty(Canary.Find(reading.Event is { } item ? LandingJson.Write(item) : JsonSerializer.SerializeToUtf8Bytes(reading.Violations)));
            },
            iter: 4000);
    }

    [Theory]
    [InlineData("call jane.doe@shop.example now", "email")]
    [InlineData("jane.doe%40shop.example", "email")]
    [InlineData("jane.doe%2540shop.example", "email")]
    [InlineData("amFuZS5kb2VAc2hvcC5leGFtcGxl", "email")]
    [InlineData("x=amFuZS5kb2VAc2hvcC5leGFtcGxl&y", "email")]
    [InlineData("+49 176 1234567", "phone")]
    [InlineData("(555) 123-4567", "phone")]
    [InlineData("0176/1234567", "phone")]
    [InlineData("%2B491761234567", "phone")]
    public void A_mail_address_or_number_in_free_text_becomes_a_mark(string text, string kind)
    {
        var clean = TextScrub.All(text);
        Assert.Contains($"({kind}-", clean, StringComparison.Ordinal);
        Assert.Equal(clean, TextScrub.All(clean));
    }

    [Theory]
    [InlineData("549768412345")]
    [InlineData("2026-10-30 12:00")]
    [InlineData("/products/vase-sage-2024")]
    [InlineData("Cj0KCQjw_Example-CLICK")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("120238471029384756")]
    [InlineData("spring sale 50% off + more")]
    public void What_is_neither_stays(string text) => Assert.Equal(text, TextScrub.All(text));

    private static string Build((string Field, string Value)[] fields)
    {
        var root = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["event_id"] = "\"e-1\"",
            ["event_name"] = "\"lead\"",
            ["event_time"] = "\"2026-10-30T12:00:00Z\"",
            ["click_ids"] = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["gclid"] = "\"Cj0KCQ\"" },
        };
        foreach (var (field, value) in fields)
        {
            var (node, path) = (root, field.Split('.'));
            foreach (var step in path[..^1])
            {
                if (!node.TryGetValue(step, out var inner) || inner is not SortedDictionary<string, object>) node[step] = inner = new SortedDictionary<string, object>(StringComparer.Ordinal);
                node = (SortedDictionary<string, object>)inner;
            }

            node[path[^1]] = value;
        }

        return Write(root);
    }

    private static string Write(object node) => node is SortedDictionary<string, object> item
        ? $"{{{string.Join(',', item.Select(field => $"{JsonSerializer.Serialize(field.Key)}:{Write(field.Value)}"))}}}"
        : (string)node;
}
