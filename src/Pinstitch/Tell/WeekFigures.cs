using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The numbers of a weekly digest: seven days against the seven before.</summary>
internal sealed class WeekFigures
{
    public WeekFigures(Measurement measurement, DateOnly night, IReadOnlyList<ChannelSummary> summaries, IReadOnlyList<FactOrder> orders)
    {
        Currency = measurement.Currency;
        (From, To) = (night.AddDays(-6), night);
        Model = measurement.Attribution.Models.First(model => model.Id == measurement.DefaultModel).Name;
        var now = orders.Where(order => order.OrderDate >= From && order.OrderDate <= To).ToList();
        var before = orders.Where(order => order.OrderDate >= From.AddDays(-7) && order.OrderDate < From).ToList();
        (Net, NetBefore) = (now.Sum(order => order.Net), before.Sum(order => order.Net));
        Orders = new(now.Count, before.Count);
        NewCustomers = now.Count(order => order.IsNewCustomer);
        Channels = [.. Rows(summaries, "last_7", measurement.DefaultModel).Where(row => row.Spend != 0 || row.CreditedRevenue != 0)];
        Spend = Channels.Sum(row => row.Spend);
        SpendBefore = Rows(summaries, "previous_7", measurement.DefaultModel).Sum(row => row.Spend);
        var pinterest = summaries.Where(row => row is { Period: "last_7", Channel: Attribute.Channels.PinterestPaid }).ToList();
        PinterestRoas = pinterest.FirstOrDefault(row => row.ModelId == measurement.DefaultModel)?.Roas;
        var range = pinterest.Select(row => row.Roas).OfType<double>().DefaultIfEmpty().ToList();
        PinterestRange = (range.Min(), range.Max());
    }

    public string Currency { get; }

    public DateOnly From { get; }

    public DateOnly To { get; }

    public string Model { get; }

    public decimal Net { get; }

    public decimal NetBefore { get; }

    public Change Orders { get; }

    public int NewCustomers { get; }

    public decimal Spend { get; }

    public decimal SpendBefore { get; }

    /// <summary>Channels with something to show, in their usual order.</summary>
    public IReadOnlyList<ChannelSummary> Channels { get; }

    public double? PinterestRoas { get; }

    /// <summary>Least and most over all models.</summary>
    public (double Least, double Most) PinterestRange { get; }

    public double? Mer => Formula.Mer(Net, Spend);

    public double? MerBefore => Formula.Mer(NetBefore, SpendBefore);

    /// <summary>Spend per new customer.</summary>
    public decimal? NewCustomerCost => NewCustomers == 0 ? null : Spend / NewCustomers;

    /// <summary>Whether there is anything to tell.</summary>
    public bool IsQuiet => Orders is { Now: 0, Before: 0 } && Spend == 0;

    private static IEnumerable<ChannelSummary> Rows(IReadOnlyList<ChannelSummary> summaries, string period, string model) =>
        Attribute.Channels.All.SelectMany(channel => summaries.Where(row => row.Period == period && row.ModelId == model && row.Channel == channel.Id));
}
