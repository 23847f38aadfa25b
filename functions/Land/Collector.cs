using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Pinstitch.Configure;
using Pinstitch.Land.Doors;

namespace Pinstitch.Functions.Land;

/// <summary>What both doors of the HTTP collector do: check, take apart, hand over, answer.</summary>
public sealed class Collector(IEventSender sender, Measurement measurement, IntakeLimit limit, TimeProvider time, IConfiguration configuration)
{
    private const string BusyText = "The collector has its hands full; send the events again.";

    private readonly Origins origins = new(configuration["Collector:Origins"]);

    private readonly Lazy<string[]> siteSecrets = new(() =>
        [.. new[] { "Collector:SiteKeySecret", "Collector:FormerSiteKeySecret" }.Select(name => Settings.Secret(configuration, name)).OfType<string>()]);

    /// <summary>Whether the page's origin may send; if so, the answer tells its browser.</summary>
    public bool AllowOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (!origins.Allow(origin, $"{request.Scheme}://{request.Host}")) return false;
        if (origin.Length == 0) return true;
        var headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.Vary = "Origin";
        if (!HttpMethods.IsOptions(request.Method)) return true;
        headers.AccessControlAllowMethods = "POST, OPTIONS";
        headers.AccessControlAllowHeaders = "content-type, x-site-key";
        headers.AccessControlMaxAge = "86400";
        return true;
    }

    /// <summary>Whether the request has the site key; where no secret is set, none is asked for.</summary>
    public bool HasSiteKey(HttpRequest request) =>
        siteSecrets.Value.Length == 0 || SiteKey.Site((string?)request.Headers["x-site-key"] ?? request.Query["k"], siteSecrets.Value) is not null;

    /// <summary>Takes the request's events. 204 when all of them are safe in the hub.</summary>
    public async Task<IActionResult> TakeAsync(HttpRequest request, string door, CancellationToken cancellation)
    {
        var size = Math.Min(request.ContentLength ?? DoorBody.MostBytes, DoorBody.MostBytes);
        if (!limit.TryEnter(size)) return Doors.Busy(request, StatusCodes.Status429TooManyRequests, BusyText, TimeSpan.FromSeconds(2));
        try
        {
            if (!(await Doors.ReadAsync(request, cancellation)).TryGet(out var body, out var unread)) return Doors.Refuse(request, unread);
            return DoorBody.Split(body, Mark(request, door)).TryGet(out var intake, out var fault)
                ? await Doors.AcceptAsync(sender, intake, request, cancellation)
                : Doors.Refuse(StatusCodes.Status400BadRequest, fault.Text);
        }
        finally
        {
            limit.Leave(size);
        }
    }

    private DoorMark Mark(HttpRequest request, string door)
    {
        var isBrowser = door == DoorMark.Browser;
        var headers = request.Headers;
        return new(
            door,
            time.GetUtcNow(),
            isBrowser ? CallerAddress.Find(headers["X-Forwarded-For"], request.HttpContext.Connection.RemoteIpAddress) : null,
            isBrowser ? headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null : null,
            isBrowser && headers["Sec-GPC"] == "1",
            isBrowser && (headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase) || headers["Purpose"] == "prefetch"),
            measurement.Traffic);
    }
}
