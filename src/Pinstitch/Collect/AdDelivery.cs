namespace Pinstitch.Collect;

/// <summary>
/// What an ad platform says it delivered and charged: one entity, one of the platform's own days. Counts that the platform
/// does not have are null, not zero.
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

    /// <summary>The platform's day, in <see cref="TimeZone"/>.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>IANA name of the zone that the day is in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217; the account's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Money charged, in millionths of the currency unit.</summary>
    public required long SpendMicros { get; init; }

    public long? Impressions { get; init; }

    /// <summary>Impressions after somebody saved the ad (Pinterest).</summary>
    public long? ImpressionsEarned { get; init; }

    /// <summary>The platform's headline click.</summary>
    public long? Clicks { get; init; }

    /// <summary>Clicks that leave the platform.</summary>
    public long? OutboundClicks { get; init; }

    public long? Saves { get; init; }

    public long? Engagements { get; init; }

    /// <summary>False while the platform may still change the day.</summary>
    public required bool IsFinal { get; init; }
}
