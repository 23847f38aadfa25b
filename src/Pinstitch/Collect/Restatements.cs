namespace Pinstitch.Collect;

/// <summary>Finds what a platform has changed between two versions of a day.</summary>
public static class Restatements
{
    private static readonly (string Metric, Func<AdDelivery, decimal?> Read)[] Measures =
    [
        ("spend", row => row.Spend),
        ("impressions", row => row.Impressions),
        ("clicks", row => row.Clicks),
        ("outbound_clicks", row => row.OutboundClicks),
        ("saves", row => row.Saves),
        ("engagements", row => row.Engagements),
        ("video_views", row => row.VideoViews),
    ];

    /// <summary>The changed numbers, in order of key and metric.</summary>
    public static IReadOnlyList<Restatement> Between(
        IReadOnlyList<AdDelivery> oldDeliveries,
        IReadOnlyList<AdConversion> oldConversions,
        IReadOnlyList<AdDelivery> newDeliveries,
        IReadOnlyList<AdConversion> newConversions,
        DateTimeOffset pulledAt,
        int number)
    {
        var before = Numbers(oldDeliveries, oldConversions);
        var after = Numbers(newDeliveries, newConversions);
        return
        [
            .. before.Keys.Union(after.Keys)
                .Select(key => (Key: key, Old: before.GetValueOrDefault(key), New: after.GetValueOrDefault(key)))
                .Where(change => change.Old != change.New)
                .Select(change => Line(change.Key, change.Old, change.New, pulledAt, number))
                .OrderBy(line => line.CampaignId, StringComparer.Ordinal)
                .ThenBy(line => line.AdGroupId, StringComparer.Ordinal)
                .ThenBy(line => line.AdId, StringComparer.Ordinal)
                .ThenBy(line => line.CutType, StringComparer.Ordinal)
                .ThenBy(line => line.CutValue, StringComparer.Ordinal)
                .ThenBy(line => line.Hour)
                .ThenBy(line => line.Metric, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<Key, decimal> Numbers(IReadOnlyList<AdDelivery> deliveries, IReadOnlyList<AdConversion> conversions)
    {
        var numbers = new Dictionary<Key, decimal>();
        foreach (var row in deliveries)
        {
            foreach (var (metric, read) in Measures)
            {
                if (read(row) is { } number) numbers[new(row.Platform, row.AccountId, row.Level, row.CampaignId, row.AdGroupId, row.AdId, row.CutType, row.CutValue, row.Date, row.Hour, metric)] = number;
            }
        }

        foreach (var row in conversions)
        {
            var claim = $"{row.ConversionType}/{row.ConversionName}/{row.Channel}/{row.Touch}/{row.Window}";
            var key = new Key(row.Platform, row.AccountId, row.Level, row.CampaignId, row.AdGroupId, row.AdId, row.CutType, row.CutValue, row.Date, row.Hour, claim);
            numbers[key with { Metric = claim + ".count" }] = row.Count;
            numbers[key with { Metric = claim + ".value" }] = row.Value;
        }

        return numbers;
    }

    private static Restatement Line(Key key, decimal old, decimal now, DateTimeOffset pulledAt, int number) => new()
    {
        Platform = key.Platform,
        AccountId = key.AccountId,
        Level = key.Level,
        CampaignId = key.CampaignId,
        AdGroupId = key.AdGroupId,
        AdId = key.AdId,
        CutType = key.CutType,
        CutValue = key.CutValue,
        Date = key.Date,
        Hour = key.Hour,
        Metric = key.Metric,
        Old = old,
        New = now,
        PulledAt = pulledAt,
        RestatementNo = number,
    };

    private sealed record Key(
        string Platform, string AccountId, string Level, string? CampaignId, string? AdGroupId, string? AdId, string CutType, string? CutValue, DateOnly Date, int? Hour, string Metric);
}
