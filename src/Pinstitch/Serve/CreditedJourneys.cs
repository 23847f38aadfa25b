using Pinstitch.Attribute;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>The served rows of some persons' journeys.</summary>
public sealed class CreditedJourneys(Measurement measurement, string runId, DateOnly night)
{
    private readonly List<FactOrder> orders = [];
    private readonly List<FactCredit> credits = [];
    private readonly List<FactOrderUnattributed> unattributed = [];

    public IReadOnlyList<FactOrder> Orders => orders;

    public IReadOnlyList<FactCredit> Credits => credits;

    public IReadOnlyList<FactOrderUnattributed> Unattributed => unattributed;

    /// <summary>Gives credit for a journey's orders and adds the rows. Orders after the night are left for later nights.</summary>
    public void Add(Journey journey)
    {
        ArgumentNullException.ThrowIfNull(journey);
        var counted = journey with { Orders = [.. journey.Orders.Where(order => measurement.DayOf(order.PlacedAt) <= night)] };
        if (counted.Orders.Count == 0) return;
        var (given, without) = JourneyCredit.Of(counted, measurement.Attribution);
        foreach (var byModel in given.GroupBy(credit => (credit.Order.OrderId, credit.Model)))
            credits.AddRange(byModel.Select((credit, place) => Row(credit, place + 1)));
        unattributed.AddRange(without.Select(Row));
        var touches = given
            .GroupBy(credit => credit.Order.OrderId, StringComparer.Ordinal)
            .ToDictionary(order => order.Key, order => order.Select(credit => credit.Touch).Distinct().Count(), StringComparer.Ordinal);
        for (var place = 0; place < counted.Orders.Count; place++)
            orders.Add(Row(journey.Person, counted.Orders[place], isFirst: place == 0, touches.GetValueOrDefault(counted.Orders[place].OrderId)));
    }

    private FactOrder Row(UInt128 person, Order order, bool isFirst, int touches) => new()
    {
        OrderId = order.OrderId,
        PlacedAt = order.PlacedAt,
        OrderDate = measurement.DayOf(order.PlacedAt),
        CustomerKey = person.ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
        IsNewCustomer = isFirst,
        Gross = Currencies.ToAmount(order.Gross, order.Currency),
        Refund = Currencies.ToAmount(order.Refunded, order.Currency),
        Net = Currencies.ToAmount(order.Net, order.Currency),
        NetCents = order.Net,
        Currency = order.Currency,
        Versions = order.Versions,
        Touches = touches,
        Source = order.Source,
        RunId = runId,
    };

    private FactCredit Row(Credit credit, int number) => new()
    {
        OrderId = credit.Order.OrderId,
        TouchNumber = number,
        ModelId = credit.Model,
        WindowId = measurement.Attribution.WindowId,
        Channel = credit.Touch.Channel,
        TouchKind = credit.Touch.Kind.ToString().ToLowerInvariant(),
        CampaignId = credit.Touch.CampaignId ?? string.Empty,
        AdId = credit.Touch.AdId ?? string.Empty,
        Evidence = credit.Touch.Evidence,
        TouchTime = credit.Touch.Time,
        ClickDate = measurement.DayOf(credit.Touch.Time),
        OrderDate = measurement.DayOf(credit.Order.PlacedAt),
        Weight = credit.Weight,
        CreditCents = credit.Cents,
        Credit = Currencies.ToAmount(credit.Cents, credit.Order.Currency),
        RunId = runId,
    };

    private FactOrderUnattributed Row(UnattributedOrder item) => new()
    {
        OrderId = item.Order.OrderId,
        OrderDate = measurement.DayOf(item.Order.PlacedAt),
        Reason = item.Reason,
        NetCents = item.Order.Net,
        Net = Currencies.ToAmount(item.Order.Net, item.Order.Currency),
        RunId = runId,
    };
}
