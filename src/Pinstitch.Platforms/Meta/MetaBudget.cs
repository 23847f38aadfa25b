using System.Globalization;
using System.Text.Json;
using Pinstitch.Platforms.Calls;

namespace Pinstitch.Platforms.Meta;

/// <summary>Meta's usage headers: shares of a limit in per cent. From three quarters on it is taken slowly, near the end a pause is made.</summary>
internal static class MetaBudget
{
    private const double Slow = 75;
    private const double Stop = 95;

    private static readonly string[] Shares = ["call_count", "total_time", "total_cputime", "acc_id_util_pct", "app_id_util_pct"];

    public static BudgetSigns? Read(HttpResponseMessage response)
    {
        var (highest, regain) = (0.0, 0.0);
        foreach (var header in (string[])["x-app-usage", "x-business-use-case-usage", "x-ad-account-usage", "x-fb-ads-insights-throttle"])
        {
            if (!response.Headers.TryGetValues(header, out var values) || JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(values.First())) is not { } json) continue;
            Look(json, ref highest, ref regain);
        }

        TimeSpan? pause = regain > 0 ? TimeSpan.FromMinutes(regain) : highest switch
        {
            >= Stop => TimeSpan.FromMinutes(5),
            >= Slow => TimeSpan.FromSeconds(2),
            _ => null,
        };
        return pause is null ? null : new([], null, null, pause);
    }

    private static void Look(JsonElement json, ref double highest, ref double regain)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) Look(item, ref highest, ref regain);
                break;
            case JsonValueKind.Object:
                foreach (var item in json.EnumerateObject())
                {
                    if (item.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object) Look(item.Value, ref highest, ref regain);
                    else if (!double.TryParse(item.Value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) continue;
                    else if (Shares.Contains(item.Name)) highest = Math.Max(highest, number);
                    else if (item.Name == "estimated_time_to_regain_access") regain = Math.Max(regain, number);
                }

                break;
        }
    }
}
