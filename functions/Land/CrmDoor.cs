using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>Changes of a contact's stage from a CRM, in the plain form of docs/webhooks.md.</summary>
public sealed class CrmDoor(Webhooks webhooks)
{
    [Function(nameof(CrmDoor))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "webhooks/crm")] HttpRequest request,
        CancellationToken cancellation) => webhooks.TakeAsync(request, null, (_, _) => true, body => CrmWebhook.Translate(body), cancellation);
}
