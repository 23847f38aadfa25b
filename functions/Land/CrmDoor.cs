using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>Changes of a contact's stage from a CRM.</summary>
public sealed class CrmDoor(IEventSender sender)
{
    [Function(nameof(CrmDoor))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "webhooks/crm")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (await Doors.ReadAsync(request, cancellation) is not { } body) return Doors.TooLarge();
        return CrmWebhook.Translate(body).TryGet(out var events, out var fault)
            ? await Doors.AcceptAsync(sender, events, request, cancellation)
            : Doors.Refuse(StatusCodes.Status400BadRequest, fault.Text);
    }
}
