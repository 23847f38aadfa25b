using System.Text.Json.Serialization;

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

    /// <summary>Consent to personalised advertising; null for not said.</summary>
    public bool? MayPersonalise { get; init; }

    /// <summary>Platforms may use the event only in a limited way (Pinterest's LDP, Meta's LDU).</summary>
    public bool LimitedUse { get; init; }

    /// <summary>A test: landed and traced, never counted.</summary>
    public bool IsTest { get; init; }

    /// <summary>Why the event is no customer's: <c>bot:…</c> or <c>staff:…</c>. Landed and shown, never counted; null for customers.</summary>
    public string? Traffic { get; init; }

    /// <summary>What was bought or looked at.</summary>
    public IReadOnlyList<LandedItem>? Contents { get; init; }

    /// <summary>Pieces, where the sender says so without naming them.</summary>
    public int? NumItems { get; init; }

    /// <summary>What was searched for, free of mail addresses and telephone numbers.</summary>
    public string? Search { get; init; }

    /// <summary>What the shop says of this version of the order besides its value.</summary>
    public LandedOrder? Order { get; init; }

    /// <summary>The campaign that the sender had kept for the visitor, as forms and carts carry it; what the page itself shows is in <see cref="Page"/>.</summary>
    public LandedCampaign? Campaign { get; init; }

    /// <summary>Click ids as the platforms gave them, for sending back; none where the visitor has refused advertising.</summary>
    public IReadOnlyList<LandedClick>? Clicks { get; init; }

    /// <summary>Hashes of personal fields, for sending back (<see cref="Matching.MatchKeys"/>); none where the visitor has refused advertising.</summary>
    public IReadOnlyDictionary<string, string>? Match { get; init; }

    /// <summary>The visitor's address and browser, for sending back; only with explicit consent to advertising, and only for a while.</summary>
    public LandedClient? Client { get; init; }

    /// <summary>Identifiers under the pepper before this one, each with its present form: what joins the two while the pepper changes.</summary>
    public IReadOnlyList<LandedAlias>? Former { get; init; }

    /// <summary>Seconds that <see cref="Time"/> was moved by, because the sender's clock was wrong; null for none.</summary>
    public int? ClockSkew { get; init; }

    /// <summary>Parts of the event that could not be used, each as <c>field:reason</c>; the event is sound without them.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }

    /// <summary>Fields that the contract does not know, as JSON, free of mail addresses and telephone numbers.</summary>
    public string? Extra { get; init; }

    /// <summary>Whether it is counted: no test, no bot, no staff.</summary>
    [JsonIgnore]
    public bool Counts => !IsTest && Traffic is null;
}
