using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Pinstitch.Platforms.Google;

/// <summary>What Google Ads' refusals mean (facts/platform-reports.md §5.6). searchStream wraps them in an array.</summary>
internal static class GoogleFaults
{
    private static readonly string[] LongQuota = ["RESOURCE_EXHAUSTED", "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION"];
    private static readonly string[] ShortQuota = ["RESOURCE_TEMPORARILY_EXHAUSTED", "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION"];

    public static Fault Of(HttpStatusCode status, JsonElement? body)
    {
        var error = Error(body);
        var codes = Codes(error).ToList();
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}: {string.Join(", ", codes)}");
        if (codes.Intersect(ShortQuota).Any()) return new(FaultKind.RateLimited, "Google's rate limit is reached.", detail, Delay(error) ?? TimeSpan.FromSeconds(30));
        if (codes.Intersect(LongQuota).Any()) return new(FaultKind.RateLimited, "Google's daily quota is used up.", detail, TimeSpan.FromHours(6));
        if ((int)status >= 500 || codes.Any(code => code is "INTERNAL_ERROR" or "TRANSIENT_ERROR" or "DEADLINE_EXCEEDED"))
            return new(FaultKind.Transient, "Google had a problem of its own.", detail);
        if ((int)status is 401 or 403) return new(FaultKind.Configuration, $"Google refuses the sign-in or the access ({string.Join(", ", codes)}); check the connection and the developer token.", detail);
        return new(FaultKind.Bug, $"Google refused the query: {string.Join(", ", codes)}", detail);
    }

    /// <summary>The error in an answer, also one in the middle of a stream; null when there is none.</summary>
    public static JsonElement? Error(JsonElement? body)
    {
        if (body is not { } root) return null;
        if (root.ValueKind == JsonValueKind.Object) return root.TryGetProperty("error", out var error) ? error : null;
        if (root.ValueKind != JsonValueKind.Array) return null;
        foreach (var part in root.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("error", out var inStream)) return inStream;
        }

        return null;
    }

    private static IEnumerable<string> Codes(JsonElement? error)
    {
        if (error is not { ValueKind: JsonValueKind.Object } found) yield break;
        if (found.TryGetProperty("details", out var details))
        {
            foreach (var item in details.EnumerateArray().Where(detail => detail.TryGetProperty("errors", out _)).SelectMany(detail => detail.GetProperty("errors").EnumerateArray()))
            {
                if (!item.TryGetProperty("errorCode", out var code)) continue;
                foreach (var kind in code.EnumerateObject()) yield return kind.Value.GetString() ?? kind.Name;
            }
        }
        else if (JsonFields.Text(found, "status") is { } status)
        {
            yield return status;
        }
    }

    private static TimeSpan? Delay(JsonElement? error)
    {
        if (error is not { } found || found.ToString() is not { } text) return null;
        var at = text.IndexOf("retryDelay\":\"", StringComparison.Ordinal);
        if (at < 0) return null;
        var digits = new string([.. text[(at + 13)..].TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')]);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }
}
