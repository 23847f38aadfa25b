using Pinstitch.Measures;

namespace Pinstitch.Tell;

/// <summary>One of the digest's five numbers.</summary>
/// <param name="Name">For people.</param>
/// <param name="Formula">Id of its formula.</param>
/// <param name="Now">This week.</param>
/// <param name="Before">The week before.</param>
/// <param name="Note">How to read it.</param>
internal sealed record Headline(string Name, string Formula, string Now, string Before, string Note)
{
    public static IReadOnlyList<Headline> Of(WeekFigures week) =>
    [
        new("Net revenue", Measures.Formula.NetId, Display.Money(week.Net.Now, week.Currency), Display.Money(week.Net.Before, week.Currency), Moved(week.Net)),
        new("Ad spend", Measures.Formula.SpendId, Display.Money(week.Spend, week.Currency), Display.Money(week.SpendBefore, week.Currency), week.State.Warnings.Count == 0 ? "as the platforms charge" : "at least: reports are missing"),
        new("MER", Measures.Formula.MerId, Display.Ratio(week.Mer), Display.Ratio(week.MerBefore), week.State.Warnings.Count == 0 ? "net revenue per unit of ad money, no model" : "at most: spend is missing"),
        new("Cost per new customer", Measures.Formula.NewCustomerCostId, Cost(week.Spend, week.NewCustomers, week.Currency), Cost(week.SpendBefore, week.NewCustomersBefore, week.Currency), Customers(week)),
        new("ROAS of Pinterest ads", Measures.Formula.RoasId, Display.Ratio(week.PinterestRoas), Display.Ratio(week.PinterestRoasBefore), Range(week)),
    ];

    /// <summary>Such as <c>+5 %, no clear change</c>.</summary>
    public static string Moved(Change change) =>
        change.Relative is { } relative ? $"{Display.SignedPercent(relative)}, {(change.IsClear ? "clear" : "no clear change")}" : "nothing to compare with";

    private static string Cost(decimal? spend, int customers, string currency) => Display.Cents(Measures.Formula.NewCustomerCost(spend, customers), currency);

    private static string Customers(WeekFigures week) =>
        $"{week.NewCustomers} new customers, {week.NewCustomersBefore} the week before: {(Change.Of(week.NewCustomers, week.NewCustomersBefore).IsClear ? "clear" : "no clear change")}";

    private static string Range(WeekFigures week) =>
        week.Spreads.FirstOrDefault(spread => spread.Channel == Attribute.Channels.PinterestPaid) is { LeastRoas: { } least, MostRoas: { } most } spread
            ? $"{Display.Ratio(least)} to {Display.Ratio(most)} over the models; {VerdictText.Of(spread)}"
            : "no spend is known";
}
