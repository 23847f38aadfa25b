using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Doors;

namespace Pinstitch.Functions.Land;

/// <summary>
/// HTTP collector for browsers: open to the pages of the allowed origins, by a site key where one is set. It takes one event
/// or an array of them, from <c>fetch</c> and from <c>sendBeacon</c>, whatever content type that gives.
/// </summary>
public sealed class CollectEvents(Collector collector)
{
    [Function(nameof(CollectEvents))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "events")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (!collector.AllowOrigin(request)) return Task.FromResult(Doors.Refuse(StatusCodes.Status403Forbidden, "Pages of this origin may not send events here. Add it to the setting Collector__Origins."));
        if (HttpMethods.IsOptions(request.Method)) return Task.FromResult<IActionResult>(new NoContentResult());
        if (!collector.HasSiteKey(request)) return Task.FromResult(Doors.Refuse(StatusCodes.Status401Unauthorized, "The site key is missing or wrong: send it as ?k=… or in the header x-site-key. `site-key` on the command line makes one."));
        return collector.TakeAsync(request, DoorMark.Browser, cancellation);
    }
}
