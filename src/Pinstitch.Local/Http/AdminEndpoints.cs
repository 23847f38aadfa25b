using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Timers;

namespace Pinstitch.Local.Http;

/// <summary>The Functions host's own addresses: state, list of functions, starting a timer function by hand.</summary>
internal static class AdminEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/admin/host/status", (HttpContext context) => Guard(context, () =>
            Results.Json(new { state = "Running", processId = Environment.ProcessId })));
        app.MapGet("/admin/functions", (HttpContext context, IServiceProvider services) => Guard(context, () =>
            Results.Json(services.GetRequiredService<FunctionCatalog>().All.Select(function => new
            {
                name = function.Name,
                entryPoint = function.EntryPoint,
                trigger = function.Trigger.GetType().Name.Replace("TriggerAttribute", string.Empty, StringComparison.Ordinal),
            }))));
        app.MapPost("/admin/functions/{name}", StartAsync);
    }

    private static async Task<IResult> StartAsync(string name, HttpContext context, IServiceProvider services)
    {
        if (!services.GetRequiredService<FunctionKeys>().Allow(context.Request, AuthorizationLevel.Admin)) return Results.Unauthorized();
        var function = services.GetRequiredService<FunctionCatalog>().Find(name);
        if (function is null) return Results.NotFound();
        if (function.Trigger is not TimerTriggerAttribute) return Results.BadRequest(new { error = $"'{name}' is not a timer function; only those are started by hand." });
        try
        {
            await services.GetRequiredService<TimerFunctions>().RunNowAsync(function, context.RequestAborted);
            return Results.Accepted();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Results.Json(new { error = e.Message }, JsonSerializerOptions.Web, statusCode: 500);
        }
    }

    private static IResult Guard(HttpContext context, Func<IResult> answer) =>
        context.RequestServices.GetRequiredService<FunctionKeys>().Allow(context.Request, AuthorizationLevel.Admin)
            ? answer()
            : Results.Unauthorized();
}
