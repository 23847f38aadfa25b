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

    /// <summary>Gives credit for the orders of journeys and adds the rows. Orders after the night are left for later nights.</summary>
    /// <param name="journeys">Journeys of persons.</param>
    /// <param name="effects">Removal effects by channel for the Markov model; null where it was not fitted.</param>
    public void Add(IReadOnlyList<Journey> journeys, IReadOnlyDictionary<string, long>? effects = null)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        Journey[] counted =
        [
            .. journeys
                .Select(journey => journey with { Orders = [.. journey.Orders.Where(order => measurement.DayOf(order.PlacedAt) <= night)] })
                .Where(journey => journey.Orders.Count > 0),
        ];
        var given = JourneyCredit.Of(counted, measurement.Attribution, effects);
        credits.AddRange(given.Credits.Select(Row));
        unattributed.AddRange(given.Unattributed.Select(Row));
        var place = 0;
        foreach (var journey in counted)
        {
            for (var order = 0; order < journey.Orders.Count; order++)
                orders.Add(Row(journey.Person, journey.Orders[order], isFirst: order == 0, given.TouchCounts[place++]));
        }
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

    private FactCredit Row(Credit credit) => new()
    {
        OrderId = credit.Order.OrderId,
        TouchNumber = credit.Number,
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
