namespace Pinstitch.Land;

/// <summary>An event as it is kept: checked, in normal form, without personal data.</summary>
/// <param name="EventId">The sender's id; copies from browser and server share it.</param>
/// <param name="Name">One of <see cref="EventNames"/>.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Source">Who says so: <c>browser</c>, <c>server</c>, <c>shop</c>, <c>crm</c>.</param>
/// <param name="Identifiers">Sorted, each once.</param>
public sealed record LandedEvent(
    string EventId,
    string Name,
    DateTimeOffset Time,
    string Source,
    IReadOnlyList<Identifier> Identifiers)
{
    /// <summary>Where on the site, and from where; null for events without a page.</summary>
    public LandedPage? Page { get; init; }

    /// <summary>The money it is about, in minor units of <see cref="Currency"/>.</summary>
    public long? Value { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The shop's order number, in clear: it is no personal datum by itself.</summary>
    public string? OrderId { get; init; }

    /// <summary>For a version of an order: when the order was placed. <see cref="Time"/> is when the version came about.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>The CRM's stage, for <see cref="EventNames.LeadStage"/>.</summary>
    public string? Stage { get; init; }

    /// <summary>Consent to measurement as the sender gave it; null for not said.</summary>
    public bool? MayMeasure { get; init; }

    /// <summary>Consent to sending the event to advertising platforms; null for not said.</summary>
    public bool? MayAdvertise { get; init; }

    /// <summary>A test: landed and traced, never counted.</summary>
    public bool IsTest { get; init; }

    /// <summary>Fields that the contract does not know, as JSON, free of mail addresses.</summary>
    public string? Extra { get; init; }
}
