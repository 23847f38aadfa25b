using System.Globalization;
using System.Text;
using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The weekly digest (product/digests.md §4.2): headline, channels, what it rests on. A quiet week is one paragraph.</summary>
public static class WeeklyDigest
{
    /// <param name="measurement">The configuration.</param>
    /// <param name="team">Who gets it.</param>
    /// <param name="run">The published run.</param>
    /// <param name="summaries">Its channel summaries.</param>
    /// <param name="orders">Its orders.</param>
    public static DigestMail Compose(Measurement measurement, DigestTeam team, DimRun run, IReadOnlyList<ChannelSummary> summaries, IReadOnlyList<FactOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(run);
        var week = new WeekFigures(measurement, run.Night, summaries, orders);
        var span = Display.Span(week.From, week.To);
        if (week.IsQuiet)
        {
            var quiet = $"No orders and no ad spend from {span}. If that is not right, the tracking or the connections need a look.";
            return new($"{measurement.Shop}, {span}: a quiet week", quiet + "\n\n" + Footer(measurement, run, week), DigestHtml.Quiet(measurement.Shop, quiet, Footer(measurement, run, week)));
        }

        var change = Moved(week);
        var subject = $"{measurement.Shop}, {span}: net revenue {Display.Money(week.Net, week.Currency)} ({change}), MER {Display.Ratio(week.Mer)}";
        var headline = Headline(week);
        return new(subject, Text(measurement, run, week, headline), DigestHtml.Render(measurement, span, week, headline, Footer(measurement, run, week)));
    }

    internal static string Moved(WeekFigures week) =>
        week.Orders.Relative is null
            ? "nothing to compare with"
            : $"{Display.SignedPercent(week.NetBefore == 0 ? 0 : (double)((week.Net - week.NetBefore) / week.NetBefore))}, {(week.Orders.IsClear ? "clear" : "no clear change")}";

    private static IReadOnlyList<(string Name, string Now, string Before, string Note)> Headline(WeekFigures week) =>
    [
        ("Net revenue", Display.Money(week.Net, week.Currency), Display.Money(week.NetBefore, week.Currency), Moved(week)),
        ("Ad spend", Display.Money(week.Spend, week.Currency), Display.Money(week.SpendBefore, week.Currency), "as the platforms charge"),
        ("MER", Display.Ratio(week.Mer), Display.Ratio(week.MerBefore), "all net revenue per unit of ad money"),
        ("Cost per new customer", week.NewCustomerCost is { } cost ? Display.Cents(cost, week.Currency) : Display.None, Display.None, $"{week.NewCustomers} new customers"),
        ("ROAS Pinterest ads", Display.Ratio(week.PinterestRoas), Display.None, $"{Display.Ratio(week.PinterestRange.Least)} to {Display.Ratio(week.PinterestRange.Most)}, depending on the model"),
    ];

    private static string Text(Measurement measurement, DimRun run, WeekFigures week, IReadOnlyList<(string Name, string Now, string Before, string Note)> headline)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{measurement.Shop}, {Display.Span(week.From, week.To)}\n\n");
        foreach (var (name, now, before, note) in headline)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {now} (week before: {before}; {note})\n");
        text.Append(CultureInfo.InvariantCulture, $"\nChannels, model {week.Model}\n");
        foreach (var row in week.Channels)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Name(row.Channel)}: spend {Display.Money(row.Spend, week.Currency)}, credited {Display.Money(row.CreditedRevenue, week.Currency)}, ROAS {Display.Ratio(row.Roas)}");
            if (row.ClaimedRevenue is { } claimed) text.Append(CultureInfo.InvariantCulture, $", the platform claims {Display.Money(claimed, week.Currency)}");
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"\nRecent weeks are not ripe: what was seen and saved in them is partly still to be bought.\n\n{Footer(measurement, run, week)}\n");
        return text.ToString();
    }

    internal static string Name(string channel) => Channels.All.First(item => item.Id == channel).Name;

    private static string Footer(Measurement measurement, DimRun run, WeekFigures week) =>
        $"Days in {measurement.TimeZone}, money in {measurement.Currency}, credit by order date under {week.Model} ({measurement.Attribution.WindowId}). " +
        $"Run {run.RunId}. ROAS [{Formula.RoasId}], MER [{Formula.MerId}], \"clear\" is a change of orders that chance explains in less than one case of twenty [{Change.FormulaId}].";
}
