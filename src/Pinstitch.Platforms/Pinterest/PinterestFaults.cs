using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>What Pinterest's refusals mean: <c>{"code":8,"message":"…"}</c> with an HTTP status.</summary>
internal static partial class PinterestFaults
{
    public static FaultTable Table { get; } = new("Pinterest", Read,
    [
        new(FaultKind.RateLimited, "Pinterest asks for patience: the report is expensive.") { Codes = ["2726"], Wait = TimeSpan.FromMinutes(1), MostWaits = 3 },
        new(FaultKind.RateLimited, "Pinterest asks for patience.") { Says = "Retry after" },
        new(FaultKind.RateLimited, "Pinterest holds the app back as spam; ask its support if that stays.") { Status = 429, Says = "spam", Wait = TimeSpan.FromHours(1) },
        new(FaultKind.RateLimited, "Pinterest's rate limit is reached.") { Status = 429, Wait = TimeSpan.FromMinutes(1) },
        new(FaultKind.Transient, "Pinterest had a problem of its own.") { Status = 400, Codes = ["1", "12"] },
        new(FaultKind.Configuration, "The Pinterest token lacks a scope; connect again with ads:read.") { Status = 401, Codes = ["3"] },
        new(FaultKind.Configuration, "Pinterest does not accept the sign-in; connect the account again.") { Status = 401 },
        new(FaultKind.Configuration, "The Pinterest user may not read this ad account; ask for the role Analyst or above.") { Status = 403 },
        new(FaultKind.Data, "The business has no catalogue.") { Codes = ["4182"] },
        new(FaultKind.Configuration, "Pinterest has switched this endpoint off; update Pinstitch.") { Codes = ["4197"] },
    ]);

    private static FaultSigns Read(int status, JsonElement? body)
    {
        var message = body?.Text("message") ?? string.Empty;
        var wait = Wait().Match(message);
        return new(
            status,
            body?.Text("code") is { } code ? [code] : [],
            message,
            wait.Success ? TimeSpan.FromSeconds(int.Parse(wait.Groups[1].Value, CultureInfo.InvariantCulture)) : null);
    }

    [GeneratedRegex(@"Retry after (\d{1,6}) seconds", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Wait();
}
