using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Http;

/// <summary>Maps HTTP functions to routes below <c>/api</c>.</summary>
internal static class HttpFunctions
{
    private static readonly string[] AnyMethod = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

    public static void Map(WebApplication app)
    {
        foreach (var function in app.Services.GetRequiredService<FunctionCatalog>().Of<HttpTriggerAttribute>())
        {
            var trigger = (HttpTriggerAttribute)function.Trigger;
            var methods = trigger.Methods is { Length: > 0 } ? trigger.Methods.Select(method => method.ToUpperInvariant()) : AnyMethod;
            app.MapMethods($"/api/{trigger.Route ?? function.Name}", methods, context => HandleAsync(context, function, trigger));
        }

        // The Functions host answers 404 to a method that a route does not take, where ASP.NET Core would say 405.
        app.MapFallback("/api/{**path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    public static string Describe(FunctionEntry function, HttpTriggerAttribute trigger, string address) =>
        $"{string.Join('/', trigger.Methods is { Length: > 0 } methods ? methods : AnyMethod).ToUpperInvariant()} {address}/api/{trigger.Route ?? function.Name}";

    private static async Task HandleAsync(HttpContext context, FunctionEntry function, HttpTriggerAttribute trigger)
    {
        if (!context.RequestServices.GetRequiredService<FunctionKeys>().Allow(context.Request, trigger.AuthLevel))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var route = context.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
        var invoker = context.RequestServices.GetRequiredService<FunctionInvoker>();
        var result = await invoker.InvokeAsync(function, context.Request, route, cancellation: context.RequestAborted);
        if (result is null)
        {
            if (!context.Response.HasStarted && function.Method.ReturnType == typeof(Task<IActionResult>)) context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var action = result as IActionResult ?? new ObjectResult(result);
        await action.ExecuteResultAsync(new(context, context.GetRouteData(), new ActionDescriptor()));
    }
}
