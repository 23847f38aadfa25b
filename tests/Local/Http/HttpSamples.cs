using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Http;

/// <summary>HTTP functions for the tests.</summary>
internal sealed class HttpSamples
{
    [Function(nameof(Open))]
    public IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkObjectResult(request.Method);

    [Function(nameof(Closed))]
    public IActionResult Closed([HttpTrigger("get")] HttpRequest request) => new OkResult();

    [Function(nameof(Master))]
    public IActionResult Master([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => new OkResult();

    [Function(nameof(Item))]
    public async Task<IActionResult> Item(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "shops/{shop}/items/{number:int}")] HttpRequest request,
        string shop,
        int number,
        FunctionContext context)
    {
        using var reader = new StreamReader(request.Body);
        return new OkObjectResult(new { shop, number, body = await reader.ReadToEndAsync(context.CancellationToken), function = context.FunctionDefinition.Name });
    }

    [Function(nameof(Failing))]
    public Task<IActionResult> Failing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("an inner detail");
}
