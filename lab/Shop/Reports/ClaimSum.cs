namespace Pinstitch.Lab.Shop.Reports;

/// <summary>Claims of one kind.</summary>
/// <param name="Count">Orders, fractional where modelled.</param>
/// <param name="Cents">Their value.</param>
public readonly record struct ClaimSum(decimal Count, long Cents)
{
    public static ClaimSum operator +(ClaimSum one, ClaimSum two) => new(one.Count + two.Count, one.Cents + two.Cents);
}
