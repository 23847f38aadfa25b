namespace Pinstitch.Attribute;

/// <summary>An order as it stands: its latest version, less what was given back.</summary>
/// <param name="OrderId">The shop's number.</param>
/// <param name="PlacedAt">When it was placed, UTC.</param>
/// <param name="Gross">Value of its latest version, in minor units.</param>
/// <param name="Refunded">Sum of its refunds, in minor units; never more than <paramref name="Gross"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Versions">How many versions and refunds it is made of.</param>
/// <param name="Source">Who told of it: the shop, or only the checkout event.</param>
public sealed record Order(string OrderId, DateTimeOffset PlacedAt, long Gross, long Refunded, string Currency, int Versions, string Source)
{
    /// <summary>What was known when, oldest first: the last version is what stands.</summary>
    public IReadOnlyList<OrderVersion> History { get; init; } = [];

    /// <summary>What credit is given for.</summary>
    public long Net => Gross - Refunded;
}
