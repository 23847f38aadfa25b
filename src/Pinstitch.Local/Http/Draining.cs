using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pinstitch.Local.Http;

/// <summary>
/// A host that has begun to stop finishes the requests that it has, and sends others away: 503, to be sent again in a moment,
/// when the next instance will be there.
/// </summary>
internal static class Draining
{
    private const string Later = "{\"error\":\"The host is stopping; send it again in a few seconds.\"}";

    public static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested) return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        context.Response.Headers.RetryAfter = "5";
        context.Response.Headers.Connection = "close";
        return context.Response.WriteAsync(Later, context.RequestAborted);
    }
}
