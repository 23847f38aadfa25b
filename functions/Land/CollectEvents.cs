using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land;

namespace Pinstitch.Functions.Land;

/// <summary>HTTP collector: events from browsers and from servers that cannot reach the hub, one or an array of them.</summary>
public sealed class CollectEvents(IEventSender sender)
{
    [Function(nameof(CollectEvents))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "events")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (await Doors.ReadAsync(request, cancellation) is not { } body) return Doors.TooLarge();
        return DoorBody.Split(body).TryGet(out var events, out var fault)
            ? await Doors.AcceptAsync(sender, events, request, cancellation)
            : Doors.Refuse(StatusCodes.Status400BadRequest, fault.Text);
    }
}
