namespace Pinstitch.Measures;

/// <summary>
/// The formulas of served ratios. Each has an id that goes with the number wherever it is shown; ratios are made from
/// sums, never from ratios, and a denominator of zero gives no number.
/// </summary>
public static class Formula
{
    /// <summary>Return on ad spend: credited revenue / spend.</summary>
    public const string RoasId = "roas.1";

    /// <summary>Cost per acquisition: spend / credited orders.</summary>
    public const string CpaId = "cpa.1";

    /// <summary>Marketing efficiency ratio: all net revenue / all marketing spend.</summary>
    public const string MerId = "mer.1";

    public static double? Roas(decimal creditedRevenue, decimal spend) => Ratio(creditedRevenue, spend);

    public static double? Mer(decimal netRevenue, decimal spend) => Ratio(netRevenue, spend);

    public static double? Cpa(decimal spend, double creditedOrders) =>
        spend == 0 || creditedOrders <= 0 ? null : (double)spend / creditedOrders;

    private static double? Ratio(decimal numerator, decimal denominator) => denominator == 0 ? null : (double)(numerator / denominator);
}
