using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Azure.Tabular;

namespace Pinstitch.Functions.Operate;

/// <summary>Whether the app answers, which code it runs and which run it serves. Nothing in it is secret.</summary>
public sealed class Health(ServingTables tables)
{
    [Function(nameof(Health))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellation) =>
        new OkObjectResult(new { status = "ok", code = Settings.CodeVersion, published_run = await tables.PublishedAsync(cancellation) });
}
