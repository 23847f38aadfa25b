using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Pinstitch.Platforms.Meta;

/// <summary>What Meta's refusals mean (facts/platform-reports.md §4.4).</summary>
internal static class MetaFaults
{
    private static readonly int[] RateCodes = [4, 17, 32, 613, 80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014];

    public static Fault Of(HttpStatusCode status, JsonElement? body)
    {
        var error = body is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var found) ? found : default;
        var code = Number(error, "code");
        var subcode = Number(error, "error_subcode");
        var message = error.ValueKind == JsonValueKind.Object ? JsonFields.Text(error, "message") ?? string.Empty : string.Empty;
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}, code {code}/{subcode}: {message}");
        var transient = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("is_transient", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (RateCodes.Contains(code)) return new(FaultKind.RateLimited, "Meta's rate limit is reached.", detail, TimeSpan.FromMinutes(5));
        if (transient || code is 1 or 2 or 960 or 104 || (int)status >= 500) return new(FaultKind.Transient, "Meta had a problem of its own.", detail);
        return code switch
        {
            190 => new(FaultKind.Configuration, "Meta does not accept the token; make a new system-user token.", detail),
            10 or 3 or 294 or (>= 200 and <= 299) => new(FaultKind.Configuration, "The Meta user may not read this ad account; grant ads_read.", detail),
            12 or 2635 => new(FaultKind.Configuration, "This version of Meta's API is switched off; update Pinstitch.", detail),
            _ => new(FaultKind.Bug, $"Meta refused the request: {message}", detail),
        };
    }

    private static int Number(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}
