using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>HubSpot's webhooks: contacts and deals.</summary>
public sealed class HubSpotDoor(Webhooks webhooks, HubSpotObjects objects)
{
    [Function(nameof(HubSpotDoor))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/hubspot")] HttpRequest request,
        CancellationToken cancellation) => webhooks.TakeAsync(
            request,
            "HubSpot:ClientSecret",
            (body, secrets) => Addresses(request).Any(address => IsSigned(request, body, address, secrets)),
            body => objects.TranslateAsync(body, cancellation),
            cancellation);

    /// <summary>Version 3 where it is there. Apps that HubSpot has not moved to it sign by the older rules.</summary>
    private bool IsSigned(HttpRequest request, byte[] body, string address, string[] secrets) => request.Headers.TryGetValue("X-HubSpot-Signature-v3", out var signature)
        ? WebhookSignature.IsHubSpot(body, request.Method, address, signature, request.Headers["X-HubSpot-Request-Timestamp"], webhooks.Now, secrets)
        : WebhookSignature.IsOldHubSpot(body, request.Headers["X-HubSpot-Signature-Version"], request.Method, address, request.Headers["X-HubSpot-Signature"], secrets);

    /// <summary>The address as HubSpot called it: behind a proxy the scheme and the host are not those that arrive here.</summary>
    private static IEnumerable<string> Addresses(HttpRequest request)
    {
        yield return request.GetEncodedUrl();
        string[] schemes = [request.Headers["X-Forwarded-Proto"].ToString(), request.Scheme, "https"];
        string[] hosts = [request.Headers["X-Forwarded-Host"].ToString(), request.Headers["X-Original-Host"].ToString(), request.Host.ToUriComponent()];
        foreach (var scheme in schemes.Where(scheme => scheme.Length > 0).Distinct())
        {
            foreach (var host in hosts.Where(host => host.Length > 0).Distinct()) yield return $"{scheme}://{host}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
        }
    }
}
