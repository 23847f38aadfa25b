using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The numbers of a weekly digest: seven days against the seven before.</summary>
internal sealed class WeekFigures
{
    public WeekFigures(Measurement measurement, DimRun run, IReadOnlyList<ChannelSummary> summaries, IReadOnlyList<FactOrder> orders, IReadOnlyList<DimAccount> accounts, IReadOnlyList<string>? notices = null)
    {
        Currency = measurement.Currency;
        (From, To) = (run.Night.AddDays(-6), run.Night);
        Model = measurement.Attribution.Models.First(model => model.Id == measurement.DefaultModel).Name;
        State = DataState.Of(accounts, run) with { Notices = notices ?? [] };
        var now = orders.Where(order => order.OrderDate >= From && order.OrderDate <= To).ToList();
        var before = orders.Where(order => order.OrderDate >= From.AddDays(-7) && order.OrderDate < From).ToList();
        Net = Change.Of([.. now.Select(order => order.Net)], [.. before.Select(order => order.Net)]);
        Orders = now.Count;
        NewCustomers = now.Count(order => order.IsNewCustomer);
        NewCustomersBefore = before.Count(order => order.IsNewCustomer);
        var week = Rows(summaries, "last_7", measurement.DefaultModel).ToList();
        var weekBefore = Rows(summaries, "previous_7", measurement.DefaultModel).ToList();
        var configured = accounts.Select(account => account.Channel).ToHashSet();
        Channels = [.. week.Where(row => configured.Contains(row.Channel) || row.Spend is not null || row.CreditedRevenue != 0)];
        Spend = Sum(week);
        SpendBefore = Sum(weekBefore);
        KnownTouch = Formula.KnownTouch(Net.Now, week.Where(row => row.Channel == Attribute.Channels.Unattributed).Sum(row => row.CreditedRevenue));
        var ripe = week.Where(row => row is { Maturity: not null, Spend: > 0 }).ToList();
        Maturity = ripe.Count == 0 ? null : ripe.Sum(row => row.Maturity!.Value * (double)row.Spend!.Value) / (double)ripe.Sum(row => row.Spend!.Value);
        PinterestRoas = Roas(week);
        PinterestRoasBefore = Roas(weekBefore);
        Spreads = [.. ModelSpreads.Make(measurement, summaries.Where(row => row.Period == "last_7"))];
        Breakeven = (double)measurement.Attribution.BreakevenRoas;
    }

    public string Currency { get; }

    public DateOnly From { get; }

    public DateOnly To { get; }

    public string Model { get; }

    public DataState State { get; }

    public Change Net { get; }

    public int Orders { get; }

    public int NewCustomers { get; }

    public int NewCustomersBefore { get; }

    /// <summary>Null when no report has a row in the week.</summary>
    public decimal? Spend { get; }

    public decimal? SpendBefore { get; }

    /// <summary>Share of net revenue with a touch that counts.</summary>
    public double? KnownTouch { get; }

    /// <summary>Share that is in of what the week's ads will earn.</summary>
    public double? Maturity { get; }

    /// <summary>Channels with something to show or to miss, in their usual order.</summary>
    public IReadOnlyList<ChannelSummary> Channels { get; }

    public double? PinterestRoas { get; }

    public double? PinterestRoasBefore { get; }

    /// <summary>Between what the models lie, by channel.</summary>
    public IReadOnlyList<FactModelSpread> Spreads { get; }

    /// <summary>ROAS at which ad money comes back.</summary>
    public double Breakeven { get; }

    public double? Mer => Formula.Mer(Net.Now, Spend);

    public double? MerBefore => Formula.Mer(Net.Before, SpendBefore);

    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsQuiet => Net.Squares == 0 && Spend is null or 0 && Orders == 0;

    private static double? Roas(List<ChannelSummary> rows) => rows.FirstOrDefault(row => row.Channel == Attribute.Channels.PinterestPaid)?.Roas;

    private static decimal? Sum(List<ChannelSummary> rows) => rows.Any(row => row.Spend is not null) ? rows.Sum(row => row.Spend ?? 0) : null;

    private static IEnumerable<ChannelSummary> Rows(IReadOnlyList<ChannelSummary> summaries, string period, string model) =>
        Attribute.Channels.All.SelectMany(channel => summaries.Where(row => row.Period == period && row.ModelId == model && row.Channel == channel.Id));
}
