using System.Globalization;
using System.Text;
using Pinstitch.Land.Sources;
using Pinstitch.Land.Sources.Mapped;

namespace Pinstitch.Tests.Land.Sources;

/// <summary>Signatures as the systems document them, made by Node.js over bodies of every kind, and what may be wrong with one.</summary>
public sealed class SignatureVectorTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Former = "the ol(d) sécret & more";
    private const string Url = "https://in.shop.example/api/webhooks/hubspot?x=a%20b%3Ac%2Fd&y=%3f";
    private const string UrlAsSigned = "https://in.shop.example/api/webhooks/hubspot?x=a%20b:c/d&y=?";
    private const long Seconds = 1_793_361_600;

    /// <summary>Text, other scripts, white space that matters, a byte order mark, bytes that are no text, and a large one.</summary>
    private static readonly byte[][] Bodies =
    [
        "{}"u8.ToArray(),
        "{\"id\":1,\"Name\":\"Zoë ‏ 山田 😀\"}"u8.ToArray(),
        "\r\n {\"a\" : 1 } \n\n"u8.ToArray(),
        "\uFEFF{\"a\":\"\\u00e9\"}"u8.ToArray(),
        [0, 255, 254, 128, 10, 0],
        [.. Enumerable.Range(0, 300_000).Select(place => (byte)(place * 31))],
    ];

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <summary>What Node.js makes of each body with each of the secrets: base64, hex, Stripe's, HubSpot's three.</summary>
    private static readonly string[] Made = NodeCrypto.Run(
        """
        input.bodies.flatMap(text => input.secrets.flatMap(secret => {
            const body = Buffer.from(text, 'base64');
            const mac = (parts, form) => parts.reduce((hash, part) => hash.update(part), crypto.createHmac('sha256', secret)).digest(form);
            const sum = parts => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest('hex');
            return [mac([body], 'base64'), mac([body], 'hex'), mac([input.seconds + '.', body], 'hex'),
                sum([secret, body]), sum([secret, 'POST', input.url, body]), mac(['POST', input.signed, body, input.seconds + '000'], 'base64')];
        }))
        """,
        new { bodies = Bodies.Select(Convert.ToBase64String), secrets = (string[])[Secret, Former], url = Url, signed = UrlAsSigned, seconds = Seconds.ToString(CultureInfo.InvariantCulture) });

    private static string Of(int body, int secret, int kind) => Made[(((body * 2) + secret) * 6) + kind];

    [Fact]
    public void What_the_systems_sign_is_taken_with_the_secret_in_force_and_the_one_before()
    {
        for (var place = 0; place < Bodies.Length; place++)
        {
            var body = Bodies[place];
            for (var secret = 0; secret < 2; secret++)
            {
                Assert.True(WebhookSignature.IsBase64(body, Of(place, secret, 0), Secret, Former));
                Assert.True(WebhookSignature.IsHex(body, Of(place, secret, 1), string.Empty, Secret, Former));
                Assert.True(WebhookSignature.IsHex(body, "sha256=" + Of(place, secret, 1).ToUpperInvariant(), "sha256=", Secret, Former));
                Assert.True(WebhookSignature.IsStripe(body, $"t={Seconds},v1={Of(place, secret, 2)}", Now, Secret, Former));
                Assert.True(WebhookSignature.IsOldHubSpot(body, "v1", "POST", Url, Of(place, secret, 3), Secret, Former));
                Assert.True(WebhookSignature.IsOldHubSpot(body, "v2", "POST", Url, Of(place, secret, 4), Secret, Former));
                Assert.True(WebhookSignature.IsHubSpot(body, "POST", Url, Of(place, secret, 5), $"{Seconds}000", Now, Secret, Former));
            }

            // The old secret alone opens nothing that was signed with the new one.
            Assert.False(WebhookSignature.IsBase64(body, Of(place, 0, 0), Former));
            Assert.False(WebhookSignature.IsHex(body, Of(place, 0, 1), string.Empty, Former));
            Assert.False(WebhookSignature.IsStripe(body, $"t={Seconds},v1={Of(place, 0, 2)}", Now, Former));
            Assert.False(WebhookSignature.IsOldHubSpot(body, "v2", "POST", Url, Of(place, 0, 4), Former));
            Assert.False(WebhookSignature.IsHubSpot(body, "POST", Url, Of(place, 0, 5), $"{Seconds}000", Now, Former));
        }
    }

    [Fact]
    public void One_byte_more_or_another_place_and_it_is_refused()
    {
        for (var place = 0; place < Bodies.Length; place++)
        {
            byte[] longer = [.. Bodies[place], (byte)'\n'];
            byte[] other = [.. Bodies[place]];
            other[^1] ^= 1;
            foreach (var body in new[] { longer, other })
            {
                Assert.False(WebhookSignature.IsBase64(body, Of(place, 0, 0), Secret));
                Assert.False(WebhookSignature.IsHex(body, Of(place, 0, 1), string.Empty, Secret));
                Assert.False(WebhookSignature.IsStripe(body, $"t={Seconds},v1={Of(place, 0, 2)}", Now, Secret));
                Assert.False(WebhookSignature.IsOldHubSpot(body, "v1", "POST", Url, Of(place, 0, 3), Secret));
                Assert.False(WebhookSignature.IsHubSpot(body, "POST", Url, Of(place, 0, 5), $"{Seconds}000", Now, Secret));
            }
        }
    }

    [Theory]
    [InlineData("t={0},v1={1}", true)]
    [InlineData("v1={1},t={0}", true)]
    [InlineData(" t={0} , v1={1} ", true)]
    [InlineData("t={0},v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd,v1={1},v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39", true)]
    [InlineData("t={0},v0={1}", false)]
    [InlineData("t={0},v2={1}", false)]
    [InlineData("t={0},V1={1}", false)]
    [InlineData("v1={1}", false)]
    [InlineData("t={0}", false)]
    [InlineData("t=,v1={1}", false)]
    [InlineData("t=+{0},v1={1}", false)]
    [InlineData("t={0}.0,v1={1}", false)]
    [InlineData("t={0},v1={1}00", false)]
    [InlineData("{1}", false)]
    public void Stripes_header_is_read_as_Stripe_documents_it(string header, bool isGood) =>
        Assert.Equal(isGood, WebhookSignature.IsStripe(Bodies[1], string.Format(CultureInfo.InvariantCulture, header, Seconds, Of(1, 0, 2)), Now, Secret));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void What_is_older_than_five_minutes_or_from_the_future_is_refused(int age, bool isGood)
    {
        Assert.Equal(isGood, WebhookSignature.IsStripe(Bodies[1], $"t={Seconds},v1={Of(1, 0, 2)}", Now.AddSeconds(age), Secret));
        Assert.Equal(isGood, WebhookSignature.IsHubSpot(Bodies[1], "POST", Url, Of(1, 0, 5), $"{Seconds}000", Now.AddSeconds(age), Secret));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("=")]
    [InlineData("not base64 at all!")]
    [InlineData("ÄÖÜ")]
    public void What_is_no_signature_opens_nothing(string signature)
    {
        Assert.False(WebhookSignature.IsBase64(Bodies[0], signature, Secret));
        Assert.False(WebhookSignature.IsHex(Bodies[0], signature, string.Empty, Secret));
        Assert.False(WebhookSignature.IsStripe(Bodies[0], signature, Now, Secret));
        Assert.False(WebhookSignature.IsOldHubSpot(Bodies[0], "v1", "POST", Url, signature, Secret));
        Assert.False(WebhookSignature.IsOldHubSpot(Bodies[0], "v3", "POST", Url, Of(0, 0, 3), Secret));
        Assert.False(WebhookSignature.IsHubSpot(Bodies[0], "POST", Url, signature, $"{Seconds}000", Now, Secret));
        // A signature of another kind of digest, or cut short, or of nothing, is none.
        Assert.False(WebhookSignature.IsBase64(Bodies[0], Of(0, 0, 1), Secret));
        Assert.False(WebhookSignature.IsHex(Bodies[0], Of(0, 0, 0), string.Empty, Secret));
        Assert.False(WebhookSignature.IsHex(Bodies[0], Of(0, 0, 1)[..32], string.Empty, Secret));
        Assert.False(WebhookSignature.IsBase64([], "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Secret));
    }

    [Theory]
    [InlineData("""{ "header": "X-Signature", "encoding": "hex", "prefix": "sha256=", "secret": "MyShop:Secret" }""", "sha256=", 1)]
    [InlineData("""{ "header": "X-Signature", "secret": "MyShop:Secret" }""", "", 1)]
    [InlineData("""{ "header": "X-Signature", "encoding": "base64", "secret": "MyShop:Secret" }""", "", 0)]
    public void A_mapping_names_its_systems_way_of_signing(string signature, string prefix, int kind)
    {
        var mapping = MappingReader.Read("""{"name":"my-shop","signature":SIGNATURE,"rules":[{"event":{"event_id":"{id}","event_name":"lead","event_time":"{at}"}}]}""".Replace("SIGNATURE", signature, StringComparison.Ordinal)).Value;
        Assert.True(mapping.Signature!.Fits(Bodies[1], prefix + Of(1, 0, kind), Secret));
        Assert.False(mapping.Signature.Fits(Bodies[0], prefix + Of(1, 0, kind), Secret));
        Assert.False(mapping.Signature.Fits(Bodies[1], prefix + Of(1, 0, kind), Former));
        Assert.False(mapping.Signature.Fits(Bodies[1], null, Secret));
    }

    [Fact]
    public void The_example_of_GitHubs_documentation_fits()
    {
        // "Validating webhook deliveries": the secret, the payload and the value that must come out, as published.
        Assert.True(WebhookSignature.IsHex(Encoding.UTF8.GetBytes("Hello, World!"), "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "sha256=", "It's a Secret to Everybody"));
    }
}
