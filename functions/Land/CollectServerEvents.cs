using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Doors;

namespace Pinstitch.Functions.Land;

/// <summary>HTTP collector for servers that cannot reach the hub: with a function key, and trusted to speak for the shop.</summary>
public sealed class CollectServerEvents(Collector collector)
{
    [Function(nameof(CollectServerEvents))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "events/server")] HttpRequest request,
        CancellationToken cancellation) => collector.TakeAsync(request, DoorMark.Server, cancellation);
}
