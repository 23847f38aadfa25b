using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>WooCommerce's webhooks: orders with their refunds. The ping on saving the webhook has no signature and says nothing.</summary>
public sealed class WooCommerceDoor(Webhooks webhooks)
{
    [Function(nameof(WooCommerceDoor))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/woocommerce")] HttpRequest request,
        CancellationToken cancellation) => webhooks.TakeAsync(
            request,
            "WooCommerce:WebhookSecret",
            (body, secrets) => IsPing(body) || WebhookSignature.IsBase64(body, request.Headers["X-WC-Webhook-Signature"], secrets),
            body => IsPing(body) ? Array.Empty<ReadOnlyMemory<byte>>() : WooCommerceWebhook.Translate(request.Headers["X-WC-Webhook-Topic"].ToString(), body),
            cancellation);

    private static bool IsPing(byte[] body) => body.AsSpan().StartsWith("webhook_id="u8) && body.Length < 64;
}
