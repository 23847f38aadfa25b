namespace Pinstitch.Collect;

/// <summary>A change of an entity: a budget, a bid, a creative, an audience, a status, a name; or its coming and going.</summary>
public sealed record EntityChange
{
    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    public required string EntityType { get; init; }

    public required string EntityId { get; init; }

    public string? Name { get; init; }

    /// <summary>What changed: <c>daily_budget_micros</c>, <c>bid_micros</c>, <c>creative_type</c>, <c>audience</c> and so on; <c>created</c>, <c>gone</c>.</summary>
    public required string Attribute { get; init; }

    public string? Old { get; init; }

    public string? New { get; init; }

    /// <summary>When the change was seen; it happened at some time since the collection before.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
