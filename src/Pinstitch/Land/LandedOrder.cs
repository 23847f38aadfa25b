namespace Pinstitch.Land;

/// <summary>What a shop says of a version of an order besides its value; amounts in minor units.</summary>
public sealed record LandedOrder
{
    /// <summary>As the shop calls it, such as <c>paid</c> or <c>cancelled</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Tax within the value.</summary>
    public long? Tax { get; init; }

    /// <summary>Shipping within the value.</summary>
    public long? Shipping { get; init; }

    /// <summary>Discounts that are off already.</summary>
    public long? Discount { get; init; }

    /// <summary>The value in the currency that the buyer saw.</summary>
    public long? PresentmentValue { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? PresentmentCurrency { get; init; }
}
