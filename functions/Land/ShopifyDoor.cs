using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>Shopify's webhooks: orders and refunds.</summary>
public sealed class ShopifyDoor(Webhooks webhooks)
{
    [Function(nameof(ShopifyDoor))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/shopify")] HttpRequest request,
        CancellationToken cancellation) => webhooks.TakeAsync(
            request,
            "Shopify:WebhookSecret",
            (body, secrets) => WebhookSignature.IsBase64(body, request.Headers["X-Shopify-Hmac-Sha256"], secrets),
            body => ShopifyWebhook.Translate(request.Headers["X-Shopify-Topic"].ToString(), body),
            cancellation);
}
