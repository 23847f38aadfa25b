using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>An asynchronous report of the Pinterest server.</summary>
internal sealed class PinterestJob
{
    private static readonly string[] Levels = ["ADVERTISER", "CAMPAIGN"];

    /// <summary>The columns that this shop has something to say on; the real API refuses names outside its own 613.</summary>
    private static readonly HashSet<string> Columns =
    [
        "ADVERTISER_ID", "AD_ACCOUNT_ID", "CAMPAIGN_ID", "CAMPAIGN_NAME", "SPEND_IN_MICRO_DOLLAR", "IMPRESSION_1", "IMPRESSION_2", "CLICKTHROUGH_1",
        "OUTBOUND_CLICK_1", "REPIN_1", "ENGAGEMENT_1", "TOTAL_CLICK_CHECKOUT", "TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
        "TOTAL_ENGAGEMENT_CHECKOUT", "TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR", "TOTAL_VIEW_CHECKOUT", "TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
    ];

    private readonly string level;
    private readonly DateOnly from;
    private readonly DateOnly to;
    private readonly HashSet<string> columns;

    private PinterestJob(string level, DateOnly from, DateOnly to, HashSet<string> columns) =>
        (this.level, this.from, this.to, this.columns) = (level, from, to, columns);

    public int Polls { get; set; }

    public byte[]? Content { get; set; }

    public static (PinterestJob? Job, string? Error) Read(JsonNode? body, DateOnly today)
    {
        if (body is not JsonObject request) return (null, "The body must be an object.");
        if (!Date(request, "start_date", out var from) || !Date(request, "end_date", out var to)) return (null, "start_date and end_date must be YYYY-MM-DD.");
        if (to < from || to.DayNumber - from.DayNumber > 185) return (null, "The range must be at most 186 days.");
        if (from < today.AddDays(-914)) return (null, "start_date must be within the last 914 days.");
        if (to > today) return (null, "end_date is in the future.");
        if (request["granularity"]?.GetValue<string>() != "DAY") return (null, "This server serves granularity DAY.");
        if (request["level"]?.GetValue<string>() is not { } level || !Levels.Contains(level)) return (null, $"level must be one of {string.Join(", ", Levels)}.");
        if (request["columns"] is not JsonArray { Count: > 0 } names) return (null, "columns must be a list.");
        var columns = names.Select(name => name!.GetValue<string>()).ToHashSet();
        var unknown = columns.Where(column => !Columns.Contains(column)).ToList();
        return unknown.Count > 0 ? (null, $"Unknown columns: {string.Join(", ", unknown)}") : (new(level, from, to, columns), null);
    }

    /// <summary>JSON keyed by entity, values that are zero left out, ids as numbers: as the real one writes it.</summary>
    public byte[] Render(AdLedger ledger, long asOf)
    {
        var entities = new JsonObject();
        foreach (var row in ledger.Report(Channel.PinterestAds, level == "CAMPAIGN", from, to, asOf))
        {
            var entity = row.Campaign?.Id ?? Catalogue.PinterestAccount;
            if (entities[entity] is not JsonArray rows) entities[entity] = rows = [];
            rows.Add(Row(row));
        }

        return Encoding.UTF8.GetBytes(entities.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private JsonObject Row(ReportRow row)
    {
        var json = new JsonObject { ["DATE"] = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        Put(json, "ADVERTISER_ID", long.Parse(Catalogue.PinterestAccount, CultureInfo.InvariantCulture));
        Put(json, "AD_ACCOUNT_ID", long.Parse(Catalogue.PinterestAccount, CultureInfo.InvariantCulture));
        if (row.Campaign is { } campaign)
        {
            Put(json, "CAMPAIGN_ID", long.Parse(campaign.Id, CultureInfo.InvariantCulture));
            if (columns.Contains("CAMPAIGN_NAME")) json["CAMPAIGN_NAME"] = campaign.Name;
        }

        Put(json, "SPEND_IN_MICRO_DOLLAR", row.SpendMicros);
        Put(json, "IMPRESSION_1", row.Impressions);
        Put(json, "CLICKTHROUGH_1", row.Clicks);
        Put(json, "OUTBOUND_CLICK_1", row.Clicks);
        Put(json, "REPIN_1", row.Saves);
        Put(json, "ENGAGEMENT_1", row.Clicks + row.Saves);
        PutClaim(json, "TOTAL_VIEW_CHECKOUT", row.Claims[0]);
        PutClaim(json, "TOTAL_ENGAGEMENT_CHECKOUT", row.Claims[1]);
        PutClaim(json, "TOTAL_CLICK_CHECKOUT", row.Claims[2]);
        return json;
    }

    private void PutClaim(JsonObject json, string column, ClaimSum claim)
    {
        if (columns.Contains(column) && claim.Count != 0) json[column] = claim.Count;
        Put(json, column + "_VALUE_IN_MICRO_DOLLAR", claim.Cents * 10_000);
    }

    private void Put(JsonObject json, string column, long value)
    {
        if (value != 0 && columns.Contains(column)) json[column] = value;
    }

    private static bool Date(JsonObject request, string name, out DateOnly date) =>
        DateOnly.TryParseExact(request[name]?.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
