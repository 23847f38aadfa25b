using System.Security.Cryptography;
using System.Text;
using Pinstitch.Land.Sources;

namespace Pinstitch.Tests.Land.Sources;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_test";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1","ü":1}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_793_361_600);

    [Fact]
    public void Shopify_and_WooCommerce_sign_the_body_in_base64()
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body));
        Assert.True(WebhookSignature.IsBase64(Body, signature, Secret));
        Assert.True(WebhookSignature.IsBase64(Body, signature, "other", Secret));
        Assert.False(WebhookSignature.IsBase64([.. Body, (byte)' '], signature, Secret));
        Assert.False(WebhookSignature.IsBase64(Body, signature, "other"));
        Assert.False(WebhookSignature.IsBase64(Body, signature[..^1], Secret));
        Assert.False(WebhookSignature.IsBase64(Body, null, Secret));
        Assert.False(WebhookSignature.IsBase64([], Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Array.Empty<byte>())), Secret));
    }

    [Fact]
    public void Stripe_signs_the_time_and_the_body()
    {
        Assert.True(WebhookSignature.IsStripe(Body, Stripe(1_793_361_600), Now, Secret));
        Assert.True(WebhookSignature.IsStripe(Body, Stripe(1_793_361_600 - 300), Now, Secret));
        Assert.True(WebhookSignature.IsStripe(Body, $"t=1793361600,v1={new string('0', 64)},v1={Hex(1_793_361_600)},v0=x", Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, Stripe(1_793_361_600 - 301), Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, Stripe(1_793_361_600 + 301), Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, $"t=1793361601,v1={Hex(1_793_361_600)}", Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, $"t=1793361600,v0={Hex(1_793_361_600)}", Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, $"t=1793361600,t=1793361600,v1={Hex(1_793_361_600)}", Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, "t=99999999999999999999,v1=x", Now, Secret));
        Assert.False(WebhookSignature.IsStripe(Body, "", Now, Secret));
    }

    [Fact]
    public void HubSpot_signs_method_address_body_and_time()
    {
        const string Address = "https://pinstitch.example/api/webhooks/hubspot?x=a%20b%3Ac";
        const string Signed = "https://pinstitch.example/api/webhooks/hubspot?x=a%20b:c";
        var time = "1793361600000";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes("POST" + Signed), .. Body, .. Encoding.UTF8.GetBytes(time)]));
        Assert.True(WebhookSignature.IsHubSpot(Body, "POST", Address, signature, time, Now, Secret));
        Assert.False(WebhookSignature.IsHubSpot(Body, "PUT", Address, signature, time, Now, Secret));
        Assert.False(WebhookSignature.IsHubSpot(Body, "POST", Address + "1", signature, time, Now, Secret));
        Assert.False(WebhookSignature.IsHubSpot(Body, "POST", Address, signature, "1793361600001", Now, Secret));
        Assert.False(WebhookSignature.IsHubSpot(Body, "POST", Address, signature, time, Now.AddSeconds(301), Secret));
        Assert.False(WebhookSignature.IsHubSpot(Body, "POST", Address, signature, time, Now.AddSeconds(-301), Secret));
        Assert.False(WebhookSignature.IsHubSpot(Body, "POST", Address, null, time, Now, Secret));
    }

    private static string Stripe(long time) => $"t={time},v1={Hex(time)}";

    private static string Hex(long time) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. Body]));
}
