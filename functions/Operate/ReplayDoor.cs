using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Functions.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>Replays rejected messages of the deployed app: <c>POST /api/replay?date=2026-03-01&amp;dryRun=true</c>.</summary>
public sealed class ReplayDoor(Replay replay)
{
    [Function(nameof(ReplayDoor))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "replay")] HttpRequest request,
        CancellationToken cancellation)
    {
        var date = request.Query["date"].ToString();
        if (date.Length > 0 && !DateOnly.TryParseExact(date, "yyyy-MM-dd", out _))
            return Doors.Refuse(StatusCodes.Status400BadRequest, "date must be a day such as 2026-03-01; leave it out for all days.");
        var outcome = await replay.RunAsync(date.Length > 0 ? $"{LandedBlobs.Prefix}{date}" : string.Empty, request.Query["dryRun"] == "true", cancellation);
        return outcome.TryGet(out var result, out var fault)
            ? new OkObjectResult(result)
            : Doors.Refuse(StatusCodes.Status503ServiceUnavailable, fault.Text);
    }
}
