namespace Pinstitch.Collect;

/// <summary>
/// What an ad platform says it delivered and charged: one entity, one of the platform's own days (or hours), one value of a
/// cut. Counts that the platform does not have are null, not zero.
/// </summary>
public sealed record AdDelivery
{
    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Grain: <see cref="ReportLevels"/>.</summary>
    public required string Level { get; init; }

    /// <summary>Null above campaign level.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The name at the time of the report; null above campaign level.</summary>
    public string? CampaignName { get; init; }

    /// <summary>Null above ad group level. LinkedIn: the campaign; Google's Performance Max: the asset group.</summary>
    public string? AdGroupId { get; init; }

    public string? AdGroupName { get; init; }

    /// <summary>Null above ad level; the keyword or the product group at their levels.</summary>
    public string? AdId { get; init; }

    public string? AdName { get; init; }

    /// <summary><c>none</c>, or what the rows are cut by, such as <c>GENDER</c>. Rows of different cuts must never be added.</summary>
    public string CutType { get; init; } = ReportCuts.None;

    public string? CutValue { get; init; }

    /// <summary>The platform's day, in <see cref="TimeZone"/>.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>0 to 23 in hourly reports, otherwise null.</summary>
    public int? Hour { get; init; }

    /// <summary>IANA name of the zone that the day is in.</summary>
    public required string TimeZone { get; init; }

    /// <summary><c>account</c> or <c>utc</c>: whose day it is.</summary>
    public string DateBasis { get; init; } = "account";

    /// <summary>ISO 4217; the account's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Money charged, in millionths of the currency unit; negative for a credit.</summary>
    public required long SpendMicros { get; init; }

    /// <summary>Money charged, in currency units.</summary>
    public decimal Spend { get; init; }

    /// <summary>The part of the spend that credits paid, in currency units.</summary>
    public decimal? SpendCredits { get; init; }

    /// <summary>The spend in the reporting currency; null without a rate.</summary>
    public decimal? SpendRc { get; init; }

    /// <summary>Units of the reporting currency for one of <see cref="Currency"/>; null when the rate table has none.</summary>
    public decimal? FxRate { get; init; }

    /// <summary>The day that the rate is of.</summary>
    public DateOnly? FxDate { get; init; }

    public string? ReportingCurrency { get; init; }

    public long? Impressions { get; init; }

    /// <summary>Impressions after somebody saved the ad (Pinterest).</summary>
    public long? ImpressionsEarned { get; init; }

    /// <summary>The platform's headline click.</summary>
    public long? Clicks { get; init; }

    public long? ClicksEarned { get; init; }

    /// <summary>Clicks on a link, wherever it leads.</summary>
    public long? LinkClicks { get; init; }

    /// <summary>Clicks that leave the platform.</summary>
    public long? OutboundClicks { get; init; }

    public long? OutboundClicksEarned { get; init; }

    public long? Saves { get; init; }

    public long? SavesEarned { get; init; }

    public long? Engagements { get; init; }

    public long? EngagementsEarned { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public long? Shares { get; init; }

    public long? Follows { get; init; }

    /// <summary>People reached; never added over days or entities.</summary>
    public long? Reach { get; init; }

    /// <summary>Impressions per person reached; never added.</summary>
    public decimal? Frequency { get; init; }

    public long? VideoStarts { get; init; }

    /// <summary>By the platform's own definition: its descriptor says which.</summary>
    public long? VideoViews { get; init; }

    public long? VideoViews3S { get; init; }

    public long? VideoP25 { get; init; }

    public long? VideoP50 { get; init; }

    public long? VideoP75 { get; init; }

    public long? VideoP95 { get; init; }

    public long? VideoP100 { get; init; }

    public long? VideoThruplays { get; init; }

    public decimal? VideoWatchSAvg { get; init; }

    /// <summary>Every other column that came, as a JSON object; null when there is none.</summary>
    public string? Extra { get; init; }

    /// <summary>False while the platform may still change the day.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>How often the platform has changed this day's numbers before; 0 for the first.</summary>
    public int RestatementNo { get; init; }
}
