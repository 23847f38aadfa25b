using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>An asynchronous report of the Pinterest server.</summary>
internal sealed class PinterestJob
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Levels = ["ADVERTISER", "CAMPAIGN", "AD_GROUP", "PIN_PROMOTION", "CAMPAIGN_TARGETING", "KEYWORD", "PRODUCT_GROUP"];
    private static readonly int[] Windows = [0, 1, 7, 14, 30, 60];

    private readonly string level;
    private readonly DateOnly from;
    private readonly DateOnly to;
    private readonly HashSet<string> columns;
    private readonly IReadOnlyList<string> targeting;
    private readonly bool byDate;
    private readonly double share;

    private PinterestJob(string level, DateOnly from, DateOnly to, HashSet<string> columns, IReadOnlyList<string> targeting, bool byDate, double share) =>
        (this.level, this.from, this.to, this.columns, this.targeting, this.byDate, this.share) = (level, from, to, columns, targeting, byDate, share);

    public int Polls { get; set; }

    public byte[]? Content { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public static (PinterestJob? Job, string? Error) Read(JsonNode? body, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (body is not JsonObject request) return (null, "The body must be an object.");
        if (!Date(request, "start_date", out var from) || !Date(request, "end_date", out var to)) return (null, "start_date and end_date must be YYYY-MM-DD.");
        if (to < from || to.DayNumber - from.DayNumber > 185) return (null, "The range must be at most 186 days.");
        if (from < today.AddDays(-914)) return (null, "start_date must be within the last 914 days.");
        if (to > today) return (null, "end_date is in the future.");
        if (request["granularity"]?.GetValue<string>() != "DAY") return (null, "This server serves granularity DAY.");
        if (request["level"]?.GetValue<string>() is not { } level || !Levels.Contains(level)) return (null, $"level must be one of {string.Join(", ", Levels)}.");
        if (request["columns"] is not JsonArray { Count: > 0 } names) return (null, "columns must be a list.");
        var columns = names.Select(name => name!.GetValue<string>()).ToHashSet();
        var unknown = columns.Where(column => !PinterestColumns.Contains(column)).ToList();
        if (unknown.Count > 0) return (null, $"Unknown columns: {string.Join(", ", unknown)}");
        foreach (var window in (string[])["click_window_days", "engagement_window_days", "view_window_days"])
        {
            if (request[window] is { } days && !Windows.Contains(days.GetValue<int>())) return (null, $"{window} must be one of {string.Join(", ", Windows)}.");
        }

        IReadOnlyList<string> targeting = request["targeting_types"] is JsonArray types ? [.. types.Select(type => type!.GetValue<string>())] : [];
        if (targeting.Count > 5) return (null, "At most 5 targeting_types.");
        if (level.EndsWith("_TARGETING", StringComparison.Ordinal) && targeting.Count == 0) return (null, "targeting_types are needed.");
        // A shorter window claims less.
        var share = request["click_window_days"]?.GetValue<int>() switch { 1 => 0.5, 7 => 0.8, _ => 1.0 };
        // On other levels targeting types are ignored in silence, as the real one does.
        return (new(level, from, to, columns, level.EndsWith("_TARGETING", StringComparison.Ordinal) ? targeting : [], request["primary_sort"]?.GetValue<string>() == "BY_DATE", share) { MadeAt = now }, null);
    }

    /// <summary>JSON keyed by entity or day, values that are zero left out, rows without anything left out, ids as numbers: as the real one writes it.</summary>
    public byte[] Render(AdLedger ledger, long asOf)
    {
        var grain = level switch { "ADVERTISER" => ReportGrain.Account, "AD_GROUP" => ReportGrain.AdGroup, "PIN_PROMOTION" => ReportGrain.Ad, _ => ReportGrain.Campaign };
        var groups = new JsonObject();
        foreach (var row in ledger.Report(Channel.PinterestAds, grain, from, to, asOf))
        {
            if (level is "KEYWORD" or "PRODUCT_GROUP")
            {
                Parts(groups, row);
                continue;
            }

            var group = byDate ? row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : row.Ad is not null ? row.AdId : row.Campaign?.Id ?? Catalogue.PinterestAccount;
            if (groups[group] is not JsonArray rows) groups[group] = rows = [];
            if (targeting.Count == 0) rows.Add(Row(row, 1, null, null));
            foreach (var type in targeting)
            {
                foreach (var (value, part) in PinterestColumns.Parts(type)) rows.Add(Row(row, part, type, value));
            }
        }

        return Encoding.UTF8.GetBytes(groups.ToJsonString(Relaxed));
    }

    /// <summary>Two keywords or product groups of every campaign. A keyword is named by nothing but the key above its rows.</summary>
    private void Parts(JsonObject groups, ReportRow row)
    {
        for (var number = 1; number <= 2; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{(level == "KEYWORD" ? 383 : 290)}{row.Campaign!.Id[2..]}{number}");
            var group = byDate ? row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : id;
            if (groups[group] is not JsonArray rows) groups[group] = rows = [];
            var json = Row(row, 0.3 * number, null, null);
            if (level == "PRODUCT_GROUP") Put(json, "PRODUCT_GROUP_ID", long.Parse(id, CultureInfo.InvariantCulture));
            rows.Add(json);
        }
    }

    private JsonObject Row(ReportRow row, double part, string? type, string? value)
    {
        var json = new JsonObject { ["DATE"] = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (type is not null) (json["TARGETING_TYPE"], json["TARGETING_VALUE"]) = (type, value);
        Put(json, "ADVERTISER_ID", long.Parse(Catalogue.PinterestAccount, CultureInfo.InvariantCulture));
        Put(json, "AD_ACCOUNT_ID", long.Parse(Catalogue.PinterestAccount, CultureInfo.InvariantCulture));
        if (row.Campaign is { } campaign)
        {
            Put(json, "CAMPAIGN_ID", long.Parse(campaign.Id, CultureInfo.InvariantCulture));
            Text(json, "CAMPAIGN_NAME", campaign.Name);
            Put(json, "AD_GROUP_ID", long.Parse(row.AdGroupId, CultureInfo.InvariantCulture));
            Text(json, "AD_GROUP_NAME", campaign.Name + " – all");
        }

        if (row.Ad is { } ad)
        {
            Put(json, "AD_ID", long.Parse(row.AdId, CultureInfo.InvariantCulture));
            Text(json, "AD_NAME", $"Pin {ad + 1}");
        }

        PinterestColumns.PutDelivery((column, number) => Put(json, column, (long)(number * part)), row);
        PutClaim(json, "VIEW_", row.Claims[0], part);
        PutClaim(json, "ENGAGEMENT_", row.Claims[1], part);
        PutClaim(json, "CLICK_", row.Claims[2], part);
        PutClaim(json, string.Empty, row.Claims[0] + row.Claims[1] + row.Claims[2], part);
        PutClaim(json, "WEB_", row.Claims[0] + row.Claims[1] + row.Claims[2], part);
        return json;
    }

    private void PutClaim(JsonObject json, string touch, ClaimSum claim, double part)
    {
        var count = decimal.Round(claim.Count * (decimal)(part * share), 2);
        if (columns.Contains($"TOTAL_{touch}CHECKOUT") && count != 0) json[$"TOTAL_{touch}CHECKOUT"] = count;
        Put(json, $"TOTAL_{touch}CHECKOUT_VALUE_IN_MICRO_DOLLAR", (long)(claim.Cents * part * share) * 10_000);
    }

    private void Put(JsonObject json, string column, long value)
    {
        if (value != 0 && columns.Contains(column)) json[column] = value;
    }

    private void Text(JsonObject json, string column, string value)
    {
        if (columns.Contains(column)) json[column] = value;
    }

    private static bool Date(JsonObject request, string name, out DateOnly date) =>
        DateOnly.TryParseExact(request[name]?.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
