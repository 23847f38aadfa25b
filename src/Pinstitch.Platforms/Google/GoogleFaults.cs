using System.Globalization;
using System.Text.Json;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;

namespace Pinstitch.Platforms.Google;

/// <summary>What Google Ads' refusals mean. searchStream wraps them in a list, also in the middle of a stream.</summary>
internal static class GoogleFaults
{
    public static FaultTable Table { get; } = new("Google Ads", Read,
    [
        new(FaultKind.RateLimited, "Google's rate limit is reached.") { Codes = ["RESOURCE_TEMPORARILY_EXHAUSTED", "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION"], Wait = TimeSpan.FromSeconds(30) },
        new(FaultKind.RateLimited, "Google's daily quota is used up.") { Codes = ["RESOURCE_EXHAUSTED", "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION"], Wait = TimeSpan.FromHours(6) },
        new(FaultKind.Transient, "Google had a problem of its own.") { Codes = ["INTERNAL_ERROR", "TRANSIENT_ERROR", "DEADLINE_EXCEEDED", "UNAVAILABLE", "EXPIRED_PAGE_TOKEN"] },
        new(FaultKind.Configuration, "This version of Google's API is switched off; update Pinstitch.") { Codes = ["UNSUPPORTED_VERSION"] },
        new(FaultKind.Configuration, "The Google account is a manager or is closed; configure the client accounts below it.") { Codes = ["REQUESTED_METRICS_FOR_MANAGER", "CUSTOMER_NOT_ENABLED"] },
        new(FaultKind.Configuration, "Google refuses the developer token or the project ({codes}); ask for access in the API centre.") { Codes = ["DEVELOPER_TOKEN_NOT_APPROVED", "DEVELOPER_TOKEN_PROHIBITED", "DEVELOPER_TOKEN_INVALID", "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"] },
        new(FaultKind.Configuration, "The Google user may not read this account ({codes}); check the access and Google:LoginCustomerId.") { Codes = ["USER_PERMISSION_DENIED", "INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION", "CUSTOMER_NOT_FOUND", "NOT_ADS_USER", "ACCESS_PROHIBITED"] },
        new(FaultKind.Configuration, "Google does not accept the sign-in ({codes}); connect the account again.") { Status = 401 },
        new(FaultKind.Configuration, "Google refuses the access ({codes}).") { Status = 403 },
    ]);

    private static FaultSigns Read(int status, JsonElement? body)
    {
        var error = Error(body);
        if (error is not { } found) return new(status, [], string.Empty);
        var codes = new List<string>();
        TimeSpan? wait = null;
        var message = found.Text("message") ?? string.Empty;
        foreach (var item in Errors(found))
        {
            if (item.Find("errorCode") is { ValueKind: JsonValueKind.Object } code) codes.AddRange(code.EnumerateObject().Select(kind => kind.Value.Text() ?? kind.Name));
            wait ??= Seconds(item.Find("details", "quotaErrorDetails", "retryDelay")?.Text());
        }

        if (codes.Count == 0 && found.Text("status") is { } word) codes.Add(word);
        return new(int.TryParse(found.Text("code"), CultureInfo.InvariantCulture, out var inside) ? inside : status, codes, message, wait);
    }

    private static JsonElement? Error(JsonElement? body) => body switch
    {
        { ValueKind: JsonValueKind.Object } whole => whole.Find("error"),
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(part => part.Find("error")).FirstOrDefault(part => part is not null),
        _ => null,
    };

    private static IEnumerable<JsonElement> Errors(JsonElement error)
    {
        if (error.Find("details") is not { ValueKind: JsonValueKind.Array } details) return [];
        return details.EnumerateArray()
            .Select(detail => detail.Find("errors"))
            .Where(errors => errors is { ValueKind: JsonValueKind.Array })
            .SelectMany(errors => errors!.Value.EnumerateArray());
    }

    private static TimeSpan? Seconds(string? text) =>
        text is not null && double.TryParse(text.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
