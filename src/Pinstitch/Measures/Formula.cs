namespace Pinstitch.Measures;

/// <summary>
/// The formulas of what is shown. Each has an id that goes with the number wherever it is shown; ratios are made from
/// sums, never from ratios, and a denominator of zero gives no number.
/// </summary>
public static class Formula
{
    public const string NetId = "net.1";
    public const string SpendId = "spend.1";
    public const string CreditId = "credit.1";
    public const string OrdersId = "orders.1";
    public const string RoasId = "roas.1";
    public const string RoasIntervalId = "roas_interval.1";
    public const string CpaId = "cpa.1";
    public const string MerId = "mer.1";
    public const string NewCustomerCostId = "ncac.1";
    public const string KnownTouchId = "known_touch.1";
    public const string MaturityId = "maturity.1";
    public const string ClaimId = "claim.1";
    public const string ClaimRatioId = "claim_ratio.1";
    public const string ViewThroughId = "view_through.1";
    public const string ModelSpreadId = "model_spread.1";
    public const string VerdictId = "verdict.1";
    public const string RemovalEffectId = "removal_effect.1";
    public const string MarkovId = "markov_value.1";
    public const string ShapleyId = "shapley_value.1";
    public const string AssistId = "assist.1";
    public const string ChangeId = "change.1";

    /// <summary>Two-sided 5 % of the normal distribution.</summary>
    internal const double Confidence95 = 1.959964;

    /// <summary>All formulas, in the order in which they are explained.</summary>
    public static IReadOnlyList<FormulaText> All { get; } =
    [
        new(NetId, "Net revenue", "value of the orders' latest versions less refunds"),
        new(SpendId, "Spend", "money that the platform reports as charged; none where no report has come"),
        new(CreditId, "Credited revenue", "the parts of net revenue that a model gives to touches, by the order's day; whole cents"),
        new(OrdersId, "Orders", "sum of the shares of orders that a model gives to touches"),
        new(RoasId, "ROAS", "credited revenue ÷ spend"),
        new(RoasIntervalId, "ROAS, 95 %", "ROAS ± 1.96 · √(sum of each order's credit squared) ÷ spend, not below 0: what chance in the orders alone would do"),
        new(CpaId, "CPA", "spend ÷ credited orders"),
        new(MerId, "MER", "all net revenue ÷ all ad spend; no model in it"),
        new(NewCustomerCostId, "Cost per new customer", "all ad spend ÷ customers with their first known order"),
        new(KnownTouchId, "Known touch", "net revenue of orders with a touch that counts ÷ net revenue"),
        new(MaturityId, "Maturity", "of the credit that the period's ads will earn, the share that they have earned so far, by the lag of ads that are older than the window"),
        new(ClaimId, "Platform claims", "what the platform itself reports as its conversions' value; claims of different platforms overlap"),
        new(ClaimRatioId, "Claim ÷ credit", "platform claims ÷ credited revenue"),
        new(ViewThroughId, "Supported view-throughs", "claimed view-throughs for which the shop has an order within the view window, without a click on the platform's ads, that no other claim of the platform has used; their value is at most that of these orders"),
        new(ModelSpreadId, "Range over models", "smallest and largest that any configured model gives the channel; their ratio where the smallest is above 0"),
        new(VerdictId, "Verdict", "pays where ROAS is at or above break-even under every model, does not where it is below under every model, else it depends on the model; break-even is attribution.breakevenRoas of the configuration"),
        new(RemovalEffectId, "Lost without it", "1 − conversions of the Markov chain with the channel taken out ÷ conversions with it"),
        new(MarkovId, "Markov", "removal effects on value, scaled to the net revenue of all orders with a touch; 95 %: percentiles over 100 draws of customers"),
        new(ShapleyId, "Shapley", "each order's value in equal parts to the distinct channels before it, the Shapley value of sets of channels; 95 % as for Markov"),
        new(AssistId, "Part in orders", "orders that a channel had a part in; of these, those in which it was not the last touch"),
        new(ChangeId, "Clear change", "difference ÷ √(sum of both periods' order values squared) beyond ±1.96: chance alone does that in fewer than 1 of 20 cases"),
    ];

    /// <summary>Return on ad spend.</summary>
    public static double? Roas(decimal creditedRevenue, decimal? spend) => Ratio(creditedRevenue, spend);

    /// <summary>Between which values ROAS lies with 95 % if orders come by chance (compound Poisson).</summary>
    /// <param name="creditedRevenue">Sum of the orders' credit.</param>
    /// <param name="squares">Sum of the squares of each order's credit.</param>
    /// <param name="spend">Money spent.</param>
    public static (double Low, double High)? RoasInterval(decimal creditedRevenue, double squares, decimal? spend)
    {
        if (Ratio(creditedRevenue, spend) is not { } roas) return null;
        var half = Confidence95 * Math.Sqrt(squares) / (double)spend!.Value;
        return (Math.Max(0, roas - half), roas + half);
    }

    /// <summary>Marketing efficiency ratio.</summary>
    public static double? Mer(decimal netRevenue, decimal? spend) => Ratio(netRevenue, spend);

    /// <summary>Cost per acquisition, in currency units.</summary>
    public static double? Cpa(decimal? spend, double creditedOrders) =>
        spend is null or 0 || creditedOrders <= 0 ? null : (double)spend.Value / creditedOrders;

    /// <summary>Cost per new customer, in currency units.</summary>
    public static decimal? NewCustomerCost(decimal? spend, long customers) => customers == 0 ? null : spend / customers;

    /// <summary>Share of revenue with a touch that counts.</summary>
    public static double? KnownTouch(decimal net, decimal unattributed) => net == 0 ? null : 1 - (double)(unattributed / net);

    /// <summary>How much more a platform claims than it is credited.</summary>
    public static double? ClaimRatio(decimal? claimed, decimal credited) => claimed is null || credited <= 0 ? null : (double)(claimed.Value / credited);

    private static double? Ratio(decimal numerator, decimal? denominator) => denominator is null or 0 ? null : (double)(numerator / denominator.Value);
}
