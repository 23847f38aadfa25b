using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Serve;

/// <summary>Shows the dashboard page; the same file opens straight from the container <c>dashboard</c>.</summary>
public sealed class Dashboard(ServingFolders folders)
{
    [Function(nameof(Dashboard))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dashboard")] HttpRequest request,
        CancellationToken cancellation)
    {
        var page = await folders.Dashboard.FindAsync("index.html", cancellation);
        return page is null
            ? new ContentResult { StatusCode = StatusCodes.Status404NotFound, Content = "No run has been published yet. The first nightly run makes the page.", ContentType = "text/plain; charset=utf-8" }
            : new ContentResult { Content = page.ToString(), ContentType = "text/html; charset=utf-8" };
    }
}
