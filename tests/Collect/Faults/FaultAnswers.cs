using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>What platforms answer when something is not as usual.</summary>
internal static class FaultAnswers
{
    public static IResult Json(string json, int status = 200) => Results.Text(json, "application/json", statusCode: status);

    /// <summary>A report of the Pinterest server that holds something else than its own.</summary>
    public static void Download(CollectionWorld world, string content)
    {
        world.Pinterest.Script
            .Next("poll", http => Finished(http, content))
            .Next("poll", http => Finished(http, content))
            .Next("download", _ => Results.Bytes(Encoding.UTF8.GetBytes(content), "text/plain"));
    }

    public static void Die(string name, string at)
    {
        if (name == at) throw new KilledException();
    }

    private static IResult Finished(HttpContext http, string content) =>
        Json($$"""{"report_status":"FINISHED","url":"{{http.Request.Scheme}}://{{http.Request.Host}}/async_reporting_v3/x/metrics_report.txt","size":{{Encoding.UTF8.GetByteCount(content)}}}""");
}
