using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>Shopify's webhooks: orders and refunds, signed by Shopify over the raw bytes.</summary>
public sealed class ShopifyDoor(IEventSender sender, IConfiguration configuration)
{
    [Function(nameof(ShopifyDoor))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/shopify")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Settings.Secret(configuration, "Shopify:WebhookSecret") is not { } secret)
            return Doors.Refuse(StatusCodes.Status503ServiceUnavailable, "Shopify is not connected: the secret Shopify__WebhookSecret is missing.");
        if (await Doors.ReadAsync(request, cancellation) is not { } body) return Doors.TooLarge();
        if (!ShopifyWebhook.IsSigned(body, request.Headers["X-Shopify-Hmac-Sha256"], secret))
            return Doors.Refuse(StatusCodes.Status401Unauthorized, "The signature does not fit the body. Check that Shopify__WebhookSecret is the app's client secret.");
        return ShopifyWebhook.Translate(request.Headers["X-Shopify-Topic"].ToString(), body).TryGet(out var events, out var fault)
            ? await Doors.AcceptAsync(sender, events, request, cancellation)
            : Doors.Refuse(StatusCodes.Status400BadRequest, fault.Text);
    }
}
