using Pinstitch.Attribute.DataDriven;
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

    /// <summary>Conversions besides orders.</summary>
    public required IReadOnlyList<FactConversion> Conversions { get; init; }

    public required IReadOnlyList<FactConversionCredit> ConversionCredits { get; init; }

    /// <summary>View-throughs that platforms claim, capped.</summary>
    public required IReadOnlyList<FactViewThrough> ViewThroughs { get; init; }

    /// <summary>What data-driven models say.</summary>
    public required IReadOnlyList<FactModelFit> ModelFits { get; init; }

    public required IReadOnlyList<ChannelSummary> Summaries { get; init; }

    /// <summary>Between what the models lie.</summary>
    public required IReadOnlyList<FactModelSpread> ModelSpreads { get; init; }

    public required IReadOnlyList<DimAccount> Accounts { get; init; }

    public required IReadOnlyList<DimDate> Dates { get; init; }

    public required IReadOnlyList<DimWindow> Windows { get; init; }

    public required IReadOnlyList<DimCurrency> UsedCurrencies { get; init; }

    public required IReadOnlyList<DimConversionType> ConversionTypes { get; init; }

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
    /// <param name="reached">Conversions besides orders.</param>
    /// <param name="reachedCredits">Their credit.</param>
    /// <param name="leftOut">Events that are in no number.</param>
    /// <param name="fits">What data-driven models came to, level by level.</param>
    public static Marts Make(
        Measurement measurement,
        RunName run,
        long events,
        long persons,
        IEnumerable<AdDelivery> deliveries,
        IEnumerable<AdConversion> conversions,
        IReadOnlyList<FactOrder> orders,
        IReadOnlyList<FactCredit> credits,
        IReadOnlyList<FactOrderUnattributed> unattributed,
        IReadOnlyList<FactConversion>? reached = null,
        IReadOnlyList<FactConversionCredit>? reachedCredits = null,
        LeftOut? leftOut = null,
        IReadOnlyList<DataDrivenFit>? fits = null)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(run);
        var delivered = deliveries.Where(row => row.Date <= run.Night).ToList();
        var adDaily = Sorted(delivered.Select(row => AdDay(row, run.Id)));
        var claims = Sorted(conversions.Where(row => row.IsHeadline && row.Date <= run.Night).GroupBy(ClaimKey).Select(rows => Claim(rows.First(), rows.Sum(row => row.Count), rows.Sum(row => row.ValueMicros), run.Id)));
        var sortedOrders = Sorted(orders);
        var sortedCredits = Sorted(credits);
        var sortedUnattributed = Sorted(unattributed);
        var first = sortedOrders.Select(order => order.OrderDate)
            .Concat(sortedCredits.Select(credit => credit.ClickDate))
            .Concat(adDaily.Select(row => row.PlatformDate))
            .Append(run.Night)
            .Min();
        var summaries = Sorted(ChannelSummaries.Make(measurement, run, adDaily, claims, sortedOrders, sortedCredits, sortedUnattributed));
        return new()
        {
            Channels = Sorted(Dimensions.OfChannels()),
            Models = Sorted(Dimensions.OfModels(measurement)),
            Campaigns = Sorted(Dimensions.OfCampaigns(delivered)),
            Accounts = Sorted(Dimensions.OfAccounts(measurement, run.Night, adDaily)),
            Dates = Sorted(Dimensions.OfDates(first, run.Night)),
            Windows = Sorted(Dimensions.OfWindows(measurement.Attribution)),
            UsedCurrencies = Sorted(Dimensions.OfCurrencies(measurement)),
            ConversionTypes = Sorted(Dimensions.OfConversionTypes(claims, measurement.Attribution.Conversions)),
            AdDaily = adDaily,
            PlatformConversions = claims,
            Orders = sortedOrders,
            Credits = sortedCredits,
            Unattributed = sortedUnattributed,
            Conversions = Sorted(reached ?? []),
            ConversionCredits = Sorted(reachedCredits ?? []),
            ViewThroughs = Sorted(ViewThroughLedger.Make(measurement, run, claims, sortedOrders, sortedCredits)),
            ModelFits = Sorted((fits ?? []).SelectMany(fit => FactModelFit.Of(fit, (double)Currencies.ToAmount(1, measurement.Currency), run.Id))),
            Summaries = summaries,
            ModelSpreads = Sorted(Serve.ModelSpreads.Make(measurement, summaries)),
            Runs =
            [
                new()
                {
                    RunId = run.Id,
                    Night = run.Night,
                    CodeVersion = run.CodeVersion,
                    ConfigHash = run.ConfigHash,
                    EventsHash = run.EventsHash,
                    Bots = leftOut?.Bots ?? 0,
                    Staff = leftOut?.Staff ?? 0,
                    Tests = leftOut?.Tests ?? 0,
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

    private static FactAdDaily AdDay(AdDelivery row, string runId) => new()
    {
        PlatformDate = row.Date,
        TimeZone = row.TimeZone,
        Platform = row.Platform,
        AccountId = row.AccountId,
        CampaignId = row.CampaignId ?? string.Empty,
        Channel = Attribute.Channels.OfPlatform(row.Platform),
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

    // Several conversion actions may mean the same thing.
    private static (DateOnly, string, string, string?, string, string, string) ClaimKey(AdConversion row) =>
        (row.Date, row.Platform, row.AccountId, row.CampaignId, row.ConversionType, row.Touch, row.Window);

    private static FactPlatformConversionDaily Claim(AdConversion row, decimal count, long valueMicros, string runId) => new()
    {
        PlatformDate = row.Date,
        Platform = row.Platform,
        AccountId = row.AccountId,
        CampaignId = row.CampaignId ?? string.Empty,
        Channel = Attribute.Channels.OfPlatform(row.Platform),
        ConversionType = row.ConversionType,
        ClaimType = row.Touch,
        Window = row.Window,
        ClaimsCount = count,
        ClaimsValue = valueMicros / 1_000_000m,
        Currency = row.Currency,
        RunId = runId,
    };
}
