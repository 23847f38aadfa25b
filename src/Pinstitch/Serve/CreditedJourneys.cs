using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>The served rows of some persons' journeys.</summary>
public sealed class CreditedJourneys(Measurement measurement, string runId, DateOnly night)
{
    /// <summary>Conversion type of orders.</summary>
    public const string Purchase = "purchase";

    private readonly List<FactOrder> orders = [];
    private readonly List<FactCredit> credits = [];
    private readonly List<FactOrderUnattributed> unattributed = [];
    private readonly List<FactConversion> conversions = [];
    private readonly List<FactConversionCredit> conversionCredits = [];

    public IReadOnlyList<FactOrder> Orders => orders;

    public IReadOnlyList<FactCredit> Credits => credits;

    public IReadOnlyList<FactOrderUnattributed> Unattributed => unattributed;

    /// <summary>Conversions besides orders.</summary>
    public IReadOnlyList<FactConversion> Conversions => conversions;

    public IReadOnlyList<FactConversionCredit> ConversionCredits => conversionCredits;

    /// <summary>Gives credit for the orders and conversions of journeys and adds the rows. Those after the night are left for later nights.</summary>
    /// <param name="journeys">Journeys of persons.</param>
    /// <param name="effects">Removal effects by channel for the Markov model; null where it was not fitted.</param>
    public void Add(IReadOnlyList<Journey> journeys, IReadOnlyDictionary<string, long>? effects = null)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        AddOrders(journeys, effects);
        foreach (var type in measurement.Attribution.Conversions) AddConversions(journeys, type.Id, effects);
    }

    private void AddOrders(IReadOnlyList<Journey> journeys, IReadOnlyDictionary<string, long>? effects)
    {
        var counted = UpToNight(journeys, journey => journey.Orders);
        var given = JourneyCredit.Of(counted, measurement.Attribution, effects);
        var people = People(counted);
        credits.AddRange(given.Credits.Select(credit => Row(credit, people[credit.Order])));
        unattributed.AddRange(given.Unattributed.Select(item => Row(item, people[item.Order])));
        var place = 0;
        foreach (var journey in counted)
        {
            for (var order = 0; order < journey.Orders.Count; order++)
                orders.Add(Row(people[journey.Orders[order]], journey.Orders[order], isFirst: order == 0, given.TouchCounts[place++]));
        }
    }

    private void AddConversions(IReadOnlyList<Journey> journeys, string type, IReadOnlyDictionary<string, long>? effects)
    {
        var counted = UpToNight(journeys, journey => journey.ConversionsOf(type));
        var given = JourneyCredit.Of(counted, measurement.Attribution, effects);
        var people = People(counted);
        var reasons = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        foreach (var item in given.Unattributed) reasons[item.Order] = item.Reason;
        conversionCredits.AddRange(given.Credits.Select(credit => Row(credit, type, people[credit.Order])));
        for (var place = 0; place < given.Orders.Count; place++)
        {
            var conversion = given.Orders[place];
            conversions.Add(Row(conversion, type, people[conversion], given.TouchCounts[place], reasons.GetValueOrDefault(conversion, string.Empty)));
        }
    }

    private List<Journey> UpToNight(IEnumerable<Journey> journeys, Func<Journey, IReadOnlyList<Order>> ordersOf) =>
    [
        .. journeys
            .Select(journey => journey with { Orders = [.. ordersOf(journey).Where(order => measurement.DayOf(order.PlacedAt) <= night)] })
            .Where(journey => journey.Orders.Count > 0),
    ];

    private static Dictionary<object, string> People(List<Journey> journeys)
    {
        var people = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        foreach (var journey in journeys)
        {
            var key = journey.Person.ToString("x32", CultureInfo.InvariantCulture);
            foreach (var order in journey.Orders) people[order] = key;
        }

        return people;
    }

    private FactOrder Row(string person, Order order, bool isFirst, int touches) => new()
    {
        OrderId = order.OrderId,
        PlacedAt = order.PlacedAt,
        OrderDate = measurement.DayOf(order.PlacedAt),
        CustomerKey = person,
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

    private FactCredit Row(Credit credit, string person) => new()
    {
        OrderId = credit.Order.OrderId,
        TouchNumber = credit.Number,
        ModelId = credit.Model,
        WindowId = measurement.Attribution.WindowId,
        Channel = credit.Touch.Channel,
        TouchKind = credit.Touch.Kind.ToString().ToLowerInvariant(),
        CampaignId = credit.Touch.CampaignId ?? string.Empty,
        AdGroupId = credit.Touch.AdGroupId ?? string.Empty,
        AdId = credit.Touch.AdId ?? string.Empty,
        Evidence = credit.Touch.Evidence,
        TouchTime = credit.Touch.Time,
        ClickDate = measurement.DayOf(credit.Touch.Time),
        OrderDate = measurement.DayOf(credit.Order.PlacedAt),
        Weight = credit.Weight,
        CreditCents = credit.Cents,
        Credit = Currencies.ToAmount(credit.Cents, credit.Order.Currency),
        ConversionType = Purchase,
        CustomerKey = person,
        RunId = runId,
    };

    private FactOrderUnattributed Row(UnattributedOrder item, string person) => new()
    {
        OrderId = item.Order.OrderId,
        OrderDate = measurement.DayOf(item.Order.PlacedAt),
        Reason = item.Reason,
        NetCents = item.Order.Net,
        Net = Currencies.ToAmount(item.Order.Net, item.Order.Currency),
        CustomerKey = person,
        RunId = runId,
    };

    private FactConversion Row(Order conversion, string type, string person, int touches, string reason) => new()
    {
        ConversionType = type,
        ConversionId = conversion.OrderId,
        ReachedAt = conversion.PlacedAt,
        ConversionDate = measurement.DayOf(conversion.PlacedAt),
        CustomerKey = person,
        ValueCents = conversion.Net,
        Value = Currencies.ToAmount(conversion.Net, CurrencyOf(conversion)),
        Currency = CurrencyOf(conversion),
        Versions = conversion.Versions,
        Touches = touches,
        UnattributedReason = reason,
        Source = conversion.Source,
        RunId = runId,
    };

    private FactConversionCredit Row(Credit credit, string type, string person) => new()
    {
        ConversionType = type,
        ConversionId = credit.Order.OrderId,
        TouchNumber = credit.Number,
        ModelId = credit.Model,
        WindowId = measurement.Attribution.WindowId,
        Channel = credit.Touch.Channel,
        TouchKind = credit.Touch.Kind.ToString().ToLowerInvariant(),
        CampaignId = credit.Touch.CampaignId ?? string.Empty,
        AdGroupId = credit.Touch.AdGroupId ?? string.Empty,
        AdId = credit.Touch.AdId ?? string.Empty,
        Evidence = credit.Touch.Evidence,
        TouchTime = credit.Touch.Time,
        ClickDate = measurement.DayOf(credit.Touch.Time),
        ConversionDate = measurement.DayOf(credit.Order.PlacedAt),
        Weight = credit.Weight,
        CreditCents = credit.Cents,
        Credit = Currencies.ToAmount(credit.Cents, CurrencyOf(credit.Order)),
        CustomerKey = person,
        RunId = runId,
    };

    /// <summary>What a stage is worth by configuration is in the shop's currency.</summary>
    private string CurrencyOf(Order conversion) => conversion.Currency.Length > 0 ? conversion.Currency : measurement.Currency;
}
