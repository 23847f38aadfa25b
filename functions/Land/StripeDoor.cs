using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>Stripe's webhooks: paid checkout sessions and refunds.</summary>
public sealed class StripeDoor(Webhooks webhooks)
{
    [Function(nameof(StripeDoor))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/stripe")] HttpRequest request,
        CancellationToken cancellation) => webhooks.TakeAsync(
            request,
            "Stripe:WebhookSecret",
            (body, secrets) => WebhookSignature.IsStripe(body, request.Headers["Stripe-Signature"], webhooks.Now, secrets),
            body => StripeWebhook.Translate(body),
            cancellation);
}
