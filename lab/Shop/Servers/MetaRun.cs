using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>A report that Meta was asked for.</summary>
internal sealed record MetaRun(ReportGrain Grain, DateOnly Since, DateOnly Until, HashSet<string> Fields, IReadOnlyList<string> Breakdowns)
{
    /// <summary>Ids by the level that alone are asked for.</summary>
    public required IReadOnlyDictionary<string, HashSet<string>> Only { get; init; }

    /// <summary>What tells it from others.</summary>
    public required string Name { get; init; }

    public int Polls { get; set; }

    public IReadOnlyList<ReportRow>? Rows { get; set; }

    /// <summary>The run that parameters ask for; null when they are not right.</summary>
    public static MetaRun? Of(JsonObject parameters)
    {
        string Value(string name) => parameters[name]?.GetValue<string>() ?? string.Empty;
        if (Json(Value("time_range")) is not JsonObject range || Date(range, "since") is not { } since || Date(range, "until") is not { } until) return null;
        var only = new Dictionary<string, HashSet<string>>();
        foreach (var condition in Json(Value("filtering")) as JsonArray ?? [])
        {
            if (condition?["field"]?.GetValue<string>() is not { } field || condition["operator"]?.GetValue<string>() != "IN" || condition["value"] is not JsonArray values) return null;
            if (field.EndsWith(".effective_status", StringComparison.Ordinal)) continue;
            if (field is not ("campaign.id" or "adset.id" or "ad.id")) return null;
            only[field[..^3]] = [.. values.Select(value => value!.GetValue<string>())];
        }

        var grain = Value("level") switch { "account" => ReportGrain.Account, "campaign" => ReportGrain.Campaign, "adset" => ReportGrain.AdGroup, _ => ReportGrain.Ad };
        var shares = string.Concat(only.Select(item => $"|{item.Key} {string.Join(',', item.Value)}"));
        return new(grain, since, until, Value("fields").Split(',').ToHashSet(), [.. Value("breakdowns").Split(',', StringSplitOptions.RemoveEmptyEntries)])
        {
            Only = only,
            Name = $"{Value("level")}|{since}|{until}|{Value("breakdowns")}|{Value("action_report_time")}{shares}",
        };
    }

    /// <summary>Whether a row is among those that are asked for.</summary>
    public bool Takes(ReportRow row) => Only.All(item => item.Value.Contains(item.Key switch
    {
        "campaign" => row.Campaign!.Id, "adset" => row.AdGroupId, _ => row.AdId,
    }));

    private static JsonNode? Json(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateOnly? Date(JsonObject range, string name) =>
        DateOnly.TryParseExact(range[name]?.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
