namespace Pinstitch.Collect;

/// <summary>
/// An entity of an ad platform (campaign, ad group, ad) as it was over some time: a slowly changing dimension of the second
/// kind, a row for every state it was seen in.
/// </summary>
public sealed record AdEntity
{
    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    /// <summary><c>account</c>, <c>campaign</c>, <c>ad_group</c>, <c>ad</c>, or <c>conversion_quality</c>.</summary>
    public required string EntityType { get; init; }

    public required string EntityId { get; init; }

    public string? CampaignId { get; init; }

    public string? AdGroupId { get; init; }

    public string? Name { get; init; }

    /// <summary>The platform's word.</summary>
    public string? Status { get; init; }

    public string? Objective { get; init; }

    public string? CreativeType { get; init; }

    public string? DestinationUrl { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    public string? UtmCampaign { get; init; }

    public string? UtmContent { get; init; }

    public string? UtmTerm { get; init; }

    /// <summary>In millionths of the account's currency, as the next two.</summary>
    public long? DailyBudgetMicros { get; init; }

    public long? LifetimeBudgetMicros { get; init; }

    public long? BidMicros { get; init; }

    public string? BidStrategy { get; init; }

    /// <summary>Who is to see it, as the platform describes it (JSON).</summary>
    public string? Audience { get; init; }

    /// <summary>The attribution windows that are set on it (JSON).</summary>
    public string? AttributionSetting { get; init; }

    /// <summary>Every other property, as a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <summary>Hash over everything above; a row ends when it changes.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>When it was first seen like this.</summary>
    public DateTimeOffset ValidFrom { get; init; }

    /// <summary>When it was first seen differently or not at all; null while it is like this.</summary>
    public DateTimeOffset? ValidTo { get; init; }
}
