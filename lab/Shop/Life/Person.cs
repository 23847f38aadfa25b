namespace Pinstitch.Lab.Shop.Life;

/// <summary>Somebody who may buy.</summary>
public sealed record Person
{
    public required long Number { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }

    /// <summary>A second address, used for some orders by a few; null for most.</summary>
    public required string? OtherEmail { get; init; }

    public required string Phone { get; init; }

    public required IReadOnlyList<Device> Devices { get; init; }

    /// <summary>How much of Pinterest, Meta and search the person uses; 0 for none, 1 as usual.</summary>
    public required double PinterestUse { get; init; }

    public required double MetaUse { get; init; }

    public required double SearchUse { get; init; }

    /// <summary>How easily touches move the person.</summary>
    public required double Receptivity { get; init; }

    /// <summary>Purchases a day that need no touch at all.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Visits a day that lead nowhere.</summary>
    public required double BrowsingRate { get; init; }

    /// <summary>Usual value of an order, in cents.</summary>
    public required double Basket { get; init; }

    public required bool SubscribesFromTheStart { get; init; }

    /// <summary>Refuses measurement: the tag stays silent on all devices.</summary>
    public required bool RefusesMeasurement { get; init; }

    public required bool MakesAccount { get; init; }

    public required bool GivesPhone { get; init; }

    public double Use(Channel platform) => platform switch
    {
        Channel.PinterestAds => PinterestUse,
        Channel.MetaAds => MetaUse,
        _ => SearchUse,
    };
}
