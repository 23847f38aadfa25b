using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Collect;

namespace Pinstitch.Functions.Operate;

/// <summary>
/// Whether the app answers, which code it runs, which run it serves, and whether collecting needs somebody. Nothing in it is
/// secret: alarms are counted by platform and kind, their words are in the log, in mails and on the dashboard.
/// </summary>
public sealed class Health(ServingTables tables, StandingAlarms alarms)
{
    [Function(nameof(Health))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellation)
    {
        var standing = await alarms.ListAsync(cancellation);
        return new OkObjectResult(new
        {
            status = standing.Any(item => item.Alarm.IsUrgent) ? "attention" : "ok",
            code = Settings.CodeVersion,
            published_run = await tables.PublishedAsync(cancellation),
            alarms = standing
                .GroupBy(item => (item.Account.Platform, item.Alarm.Kind))
                .Select(group => new { platform = group.Key.Platform, kind = group.Key.Kind, count = group.Count() }),
        });
    }
}
