using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>What Pinterest's refusals mean (facts/platform-reports.md §2.9).</summary>
internal static partial class PinterestFaults
{
    public static Fault Of(HttpStatusCode status, HttpResponseMessage response, JsonElement? body)
    {
        var code = body is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("code", out var value) && value.TryGetInt32(out var number) ? number : 0;
        var message = body is { ValueKind: JsonValueKind.Object } answer ? JsonFields.Text(answer, "message") ?? string.Empty : string.Empty;
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}, code {code}: {message}");
        if (Wait().Match(message) is { Success: true } wait)
            return new(FaultKind.RateLimited, "Pinterest asks for patience: the report is expensive.", detail, TimeSpan.FromSeconds(double.Parse(wait.Groups[1].Value, CultureInfo.InvariantCulture)));
        return ((int)status, code) switch
        {
            (429, _) => new(FaultKind.RateLimited, "Pinterest's rate limit is reached.", detail, PlatformCall.Seconds(response, "x-ratelimit-reset") ?? TimeSpan.FromMinutes(1)),
            (400, 12) => new(FaultKind.Transient, "Pinterest had a problem of its own.", detail),
            (401, 3) => new(FaultKind.Configuration, "The Pinterest token lacks a scope; connect again with ads:read.", detail),
            (401, _) => new(FaultKind.Configuration, "Pinterest does not accept the sign-in; connect the account again.", detail),
            (403, _) => new(FaultKind.Configuration, "The Pinterest user may not read this ad account; ask for the role Analyst or above.", detail),
            ( >= 500, _) => new(FaultKind.Transient, "Pinterest's server failed.", detail),
            _ => new(FaultKind.Bug, $"Pinterest refused the request: {message}", detail),
        };
    }

    [GeneratedRegex(@"Retry after (\d+) seconds", RegexOptions.CultureInvariant)]
    private static partial Regex Wait();
}
