namespace Pinstitch.Lab.Shop.Life;

/// <summary>An order of the synthetic shop with what became of it.</summary>
/// <param name="Id">The shop's number.</param>
/// <param name="Person">Who bought.</param>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Cents">Value when placed.</param>
/// <param name="Cause">Why it happened.</param>
public sealed record ShopOrder(long Id, long Person, long Time, long Cents, Cause Cause)
{
    /// <summary>The value after a change, and when; null for none.</summary>
    public (long Time, long Cents)? Edit { get; init; }

    /// <summary>Money given back, and when; null for none.</summary>
    public (long Time, long Cents)? Refund { get; init; }

    /// <summary>Paid with the person's other mail address.</summary>
    public bool UsesOtherEmail { get; init; }

    /// <summary>What is left of it, of all that happens before an instant.</summary>
    public long NetCents(long until)
    {
        var gross = Edit is { } edit && edit.Time < until ? edit.Cents : Cents;
        return Refund is { } refund && refund.Time < until ? gross - Math.Min(gross, refund.Cents) : gross;
    }
}
