using System.Globalization;
using System.Text.RegularExpressions;
using Pinstitch.Platforms.Calls;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>Pinterest's rate headers: limits with their windows and names, what is left of the tightest, seconds until it starts anew.</summary>
internal static partial class PinterestBudget
{
    public static BudgetSigns? Read(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("x-ratelimit-limit", out var limits)) return null;
        var named = Policy().Matches(string.Join(',', limits)).Select(policy => new RateLimit(
            Category(policy.Groups["name"].Value),
            int.Parse(policy.Groups["calls"].Value, CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(int.Parse(policy.Groups["window"].Value, CultureInfo.InvariantCulture))));
        return new([.. named], Number(response, "x-ratelimit-remaining"), Number(response, "x-ratelimit-reset") is { } seconds ? TimeSpan.FromSeconds(seconds) : null, null);
    }

    /// <summary>How long a refusal says to wait: can be the rest of the day.</summary>
    public static TimeSpan? Reset(HttpResponseMessage response) =>
        Number(response, "x-ratelimit-reset") is { } seconds ? TimeSpan.FromSeconds(Math.Max(1, seconds)) : null;

    private static string Category(string name) => name switch
    {
        _ when name.StartsWith("safety_net", StringComparison.Ordinal) => RateLimit.Everything,
        _ when name.StartsWith("analytics_get_report", StringComparison.Ordinal) => "analytics_get_report",
        _ when name.StartsWith("ads_analytics", StringComparison.Ordinal) => "ads_analytics",
        _ when name.StartsWith("ads_read", StringComparison.Ordinal) => "ads_read",
        _ => name,
    };

    private static int? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("(?<calls>\\d+);w=(?<window>\\d+);name=\"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Policy();
}
