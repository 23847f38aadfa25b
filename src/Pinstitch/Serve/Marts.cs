using Pinstitch.Attribute;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>All served tables of a run, each sorted by partition and key, so that the same run gives the same bytes.</summary>
public sealed record Marts
{
    public required IReadOnlyList<DimChannel> Channels { get; init; }

    public required IReadOnlyList<DimModel> Models { get; init; }

    public required IReadOnlyList<DimCampaign> Campaigns { get; init; }

    public required IReadOnlyList<FactAdDaily> AdDaily { get; init; }

    public required IReadOnlyList<FactPlatformConversionDaily> PlatformConversions { get; init; }

    public required IReadOnlyList<FactOrder> Orders { get; init; }

    public required IReadOnlyList<FactCredit> Credits { get; init; }

    public required IReadOnlyList<FactOrderUnattributed> Unattributed { get; init; }

    public required IReadOnlyList<ChannelSummary> Summaries { get; init; }

    public required IReadOnlyList<DimRun> Runs { get; init; }

    /// <summary>Makes the tables.</summary>
    /// <param name="measurement">The configuration.</param>
    /// <param name="run">What the run is made from.</param>
    /// <param name="events">Events that it counts.</param>
    /// <param name="persons">Persons that have one.</param>
    /// <param name="deliveries">Published deliveries at campaign level, in any order.</param>
    /// <param name="conversions">Published claims at campaign level, in any order.</param>
    /// <param name="orders">Orders, in any order, as the next two.</param>
    /// <param name="credits">Credit.</param>
    /// <param name="unattributed">Orders without credit.</param>
    public static Marts Make(
        Measurement measurement,
        RunName run,
        long events,
        long persons,
        IEnumerable<AdDelivery> deliveries,
        IEnumerable<AdConversion> conversions,
        IReadOnlyList<FactOrder> orders,
        IReadOnlyList<FactCredit> credits,
        IReadOnlyList<FactOrderUnattributed> unattributed)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(run);
        var delivered = deliveries.Where(row => row.Date <= run.Night).ToList();
        var adDaily = Sorted(delivered.Select(row => AdDay(row, run.Id)));
        var claims = Sorted(conversions.Where(row => row.Date <= run.Night).Select(row => Claim(row, run.Id)));
        var sortedOrders = Sorted(orders);
        var sortedCredits = Sorted(credits);
        var sortedUnattributed = Sorted(unattributed);
        return new()
        {
            Channels = Sorted(Pinstitch.Attribute.Channels.All.Select(ChannelRow)),
            Models = Sorted(measurement.Attribution.Models.Select(model => new DimModel
            {
                ModelId = model.Id,
                Name = model.Name,
                Parameters = model.Parameters,
                WindowId = measurement.Attribution.WindowId,
                IsDefault = model.Id == measurement.DefaultModel,
            })),
            Campaigns = Sorted(delivered.GroupBy(row => (row.Platform, row.AccountId, row.CampaignId)).Select(CampaignRow)),
            AdDaily = adDaily,
            PlatformConversions = claims,
            Orders = sortedOrders,
            Credits = sortedCredits,
            Unattributed = sortedUnattributed,
            Summaries = Sorted(ChannelSummaries.Make(measurement, run, adDaily, claims, sortedOrders, sortedCredits, sortedUnattributed)),
            Runs =
            [
                new()
                {
                    RunId = run.Id,
                    Night = run.Night,
                    CodeVersion = run.CodeVersion,
                    ConfigHash = run.ConfigHash,
                    EventsHash = run.EventsHash,
                    ReportsHash = run.ReportsHash,
                    Events = events,
                    Persons = persons,
                    Orders = orders.Count,
                },
            ],
        };
    }

    private static List<T> Sorted<T>(IEnumerable<T> rows)
        where T : MartRow => [.. rows.OrderBy(row => row.Partition, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal)];

    private static DimChannel ChannelRow(Channel channel, int position) => new()
    {
        Channel = channel.Id,
        Name = channel.Name,
        IsPaid = channel.IsPaid,
        Platform = channel.Platform ?? string.Empty,
        Position = position,
    };

    private static DimCampaign CampaignRow(IGrouping<(string Platform, string AccountId, string? CampaignId), AdDelivery> campaign) => new()
    {
        Platform = campaign.Key.Platform,
        AccountId = campaign.Key.AccountId,
        CampaignId = campaign.Key.CampaignId ?? string.Empty,
        Name = campaign.OrderBy(row => row.Date).Last().CampaignName ?? string.Empty,
        Channel = Pinstitch.Attribute.Channels.OfPlatform(campaign.Key.Platform),
    };

    private static FactAdDaily AdDay(AdDelivery row, string runId) => new()
    {
        PlatformDate = row.Date,
        TimeZone = row.TimeZone,
        Platform = row.Platform,
        AccountId = row.AccountId,
        CampaignId = row.CampaignId ?? string.Empty,
        Channel = Pinstitch.Attribute.Channels.OfPlatform(row.Platform),
        Currency = row.Currency,
        SpendMicros = row.SpendMicros,
        Spend = row.SpendMicros / 1_000_000m,
        Impressions = row.Impressions,
        Clicks = row.Clicks,
        OutboundClicks = row.OutboundClicks,
        Saves = row.Saves,
        IsFinal = row.IsFinal,
        RunId = runId,
    };

    private static FactPlatformConversionDaily Claim(AdConversion row, string runId) => new()
    {
        PlatformDate = row.Date,
        Platform = row.Platform,
        AccountId = row.AccountId,
        CampaignId = row.CampaignId ?? string.Empty,
        Channel = Pinstitch.Attribute.Channels.OfPlatform(row.Platform),
        ConversionType = row.ConversionType,
        ClaimType = row.Touch,
        Window = row.Window,
        ClaimsCount = row.Count,
        ClaimsValue = row.ValueMicros / 1_000_000m,
        Currency = row.Currency,
        RunId = runId,
    };
}
