using System.Text.Json;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;

namespace Pinstitch.Platforms.Meta;

/// <summary>What Meta's refusals mean: <c>{"error":{"code":…,"error_subcode":…,"message":…,"is_transient":…}}</c>.</summary>
internal static class MetaFaults
{
    public static FaultTable Table { get; } = new("Meta", Read,
    [
        new(FaultKind.TooLarge, "Meta cannot give that much at once.") { Codes = ["100/1487534"] },
        new(FaultKind.TooLarge, "Meta cannot give that much at once.") { Says = "reduce the amount of data" },
        new(FaultKind.RateLimited, "Meta's rate limit is reached.")
        {
            Codes = ["4", "17", "32", "613", "80000", "80001", "80002", "80003", "80004", "80005", "80006", "80008", "80009", "80014"], Wait = TimeSpan.FromMinutes(5),
        },
        new(FaultKind.RateLimited, "Meta holds the app back for a breach of its policies; see the app's dashboard.") { Codes = ["368"], Wait = TimeSpan.FromHours(6) },
        new(FaultKind.Configuration, "Meta does not accept the token; make a new system-user token.") { Codes = ["190", "102"] },
        new(FaultKind.Configuration, "The Meta user may not read this ad account; grant ads_read.") { Codes = ["10", "3", "294", "200-299"] },
        new(FaultKind.Configuration, "This version of Meta's API is switched off; update Pinstitch.") { Codes = ["12", "2635"] },
        new(FaultKind.Lost, "Meta does not know the report any more; it is asked for anew.") { Codes = ["100/33"] },
        new(FaultKind.Transient, "Meta had a problem of its own.") { Codes = ["1", "2", "104", "960", "2601"] },
        new(FaultKind.Transient, "Meta had a problem of its own.") { Says = "in summary param" },
    ]);

    private static FaultSigns Read(int status, JsonElement? body)
    {
        var error = body?.Find("error");
        if (error is not { } found) return new(status, [], string.Empty);
        var codes = new List<string>();
        var (code, subcode) = (found.Text("code"), found.Text("error_subcode"));
        if (code is not null && subcode is not null) codes.Add($"{code}/{subcode}");
        if (code is not null) codes.Add(code);
        if (int.TryParse(code, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 200 and <= 299) codes.Add("200-299");
        return new(status, codes, found.Text("message") ?? string.Empty, null, found.Text("is_transient") == "true");
    }
}
