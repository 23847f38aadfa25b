namespace Pinstitch.Land;

/// <summary>A product in an event.</summary>
/// <param name="Id">The catalogue's id.</param>
public sealed record LandedItem(string Id)
{
    public string? Name { get; init; }

    public string? Category { get; init; }

    public string? Brand { get; init; }

    /// <summary>Price of one piece, in minor units of the event's currency.</summary>
    public long? Price { get; init; }

    /// <summary>Pieces; null for not said.</summary>
    public int? Quantity { get; init; }
}
