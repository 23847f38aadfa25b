using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Pinstitch.Collect;

/// <summary>Keeps the history of entities: what is new, what has changed, what is gone.</summary>
public static class EntityHistory
{
    private static readonly (string Attribute, Func<AdEntity, string?> Read)[] Watched =
    [
        ("campaign_id", row => row.CampaignId),
        ("ad_group_id", row => row.AdGroupId),
        ("name", row => row.Name),
        ("status", row => row.Status),
        ("objective", row => row.Objective),
        ("creative_type", row => row.CreativeType),
        ("destination_url", row => row.DestinationUrl),
        ("daily_budget_micros", row => row.DailyBudgetMicros?.ToString(CultureInfo.InvariantCulture)),
        ("lifetime_budget_micros", row => row.LifetimeBudgetMicros?.ToString(CultureInfo.InvariantCulture)),
        ("bid_micros", row => row.BidMicros?.ToString(CultureInfo.InvariantCulture)),
        ("bid_strategy", row => row.BidStrategy),
        ("audience", row => row.Audience),
        ("attribution_setting", row => row.AttributionSetting),
        ("attributes", row => row.Attributes),
    ];

    /// <summary>Takes in a list of entities as they are now.</summary>
    /// <param name="history">All rows so far.</param>
    /// <param name="now">The entities as the platform lists them; the whole list.</param>
    /// <param name="at">When it was fetched.</param>
    /// <returns>The rows from now on, in order of id and time, and what has changed.</returns>
    public static (IReadOnlyList<AdEntity> Rows, IReadOnlyList<EntityChange> Changes) Take(IReadOnlyList<AdEntity> history, IReadOnlyList<AdEntity> now, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(now);
        var current = history.Where(row => row.ValidTo is null).ToDictionary(row => row.EntityId);
        var rows = history.Where(row => row.ValidTo is not null).ToList();
        var changes = new List<EntityChange>();
        foreach (var seen in now.GroupBy(row => row.EntityId).Select(copies => copies.Last()))
        {
            var row = seen with { Hash = HashOf(seen), ValidFrom = at, ValidTo = null };
            if (!current.Remove(row.EntityId, out var known))
            {
                rows.Add(row);
                changes.Add(Change(row, "created", null, row.Status, at));
            }
            else if (known.Hash == row.Hash)
            {
                rows.Add(known);
            }
            else
            {
                rows.Add(known with { ValidTo = at });
                rows.Add(row);
                changes.AddRange(Watched
                    .Select(watched => (watched.Attribute, Old: watched.Read(known), New: watched.Read(row)))
                    .Where(change => change.Old != change.New)
                    .Select(change => Change(row, change.Attribute, change.Old, change.New, at)));
            }
        }

        foreach (var gone in current.Values)
        {
            rows.Add(gone with { ValidTo = at });
            changes.Add(Change(gone, "gone", gone.Status, null, at));
        }

        return (
            [.. rows.OrderBy(row => row.EntityId, StringComparer.Ordinal).ThenBy(row => row.ValidFrom)],
            [.. changes.OrderBy(change => change.EntityId, StringComparer.Ordinal).ThenBy(change => change.Attribute, StringComparer.Ordinal)]);
    }

    private static string HashOf(AdEntity row)
    {
        var text = string.Join('\u001f', Watched.Select(watched => watched.Read(row) ?? "\u001e"));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }

    private static EntityChange Change(AdEntity row, string attribute, string? old, string? now, DateTimeOffset at) => new()
    {
        Platform = row.Platform,
        AccountId = row.AccountId,
        EntityType = row.EntityType,
        EntityId = row.EntityId,
        Name = row.Name,
        Attribute = attribute,
        Old = old,
        New = now,
        SeenAt = at,
    };
}
