using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tests.Tell;

/// <summary>
/// Four weeks of a shop with a handful of orders a day, made by counting: the tables that pages and mails are tested with.
/// Its name and a campaign's would break a page that does not encode what it shows.
/// </summary>
internal sealed class SmallShop
{
    public static readonly DateOnly Night = new(2026, 3, 8);

    private const int Days = 28;
    private static readonly string[] Ways = [Channels.PinterestPaid, Channels.MetaPaid, Channels.Email, Channels.Direct];
    private readonly List<FactOrder> orders = [];
    private readonly List<FactCredit> credits = [];
    private readonly List<FactOrderUnattributed> unattributed = [];

    public SmallShop(string accounts = """
        { "platform": "pinterest", "id": "1", "name": "Pinterest EU", "currency": "EUR", "timeZone": "UTC" },
        { "platform": "meta", "id": "2", "name": "Meta EU", "currency": "EUR", "timeZone": "Europe/Berlin" }
        """)
    {
        var json = $$"""
            {
              "shop": { "name": "Fern & <Fig>", "currency": "EUR", "timeZone": "Europe/Berlin" },
              "accounts": [{{accounts}}],
              "windows": { "clickDays": 7, "saveDays": 7 },
              "models": ["last_click", "linear"],
              "defaultModel": "linear",
              "teams": [{ "name": "Growth & Brand", "recipients": ["growth@fern.example"] }]
            }
            """;
        Measurement = MeasurementReader.Read(json).TryGet(out var measurement, out var fault) ? measurement : throw new InvalidOperationException(fault.Text);
        Run = new(Night, "1.2.3+abc", Measurement.Hash, "events", "reports");
        for (var number = 0; number < Days * 5; number++) AddOrder(number);
    }

    public Measurement Measurement { get; }

    public RunName Run { get; }

    public List<AdDelivery> Deliveries { get; } = [.. Enumerable.Range(0, Days).SelectMany(day => new[] { Delivery("pinterest", "1", day, 12_500_000), Delivery("meta", "2", day, 20_000_000 + (day * 10_000)) })];

    public List<AdConversion> Conversions { get; } = [.. Enumerable.Range(0, Days).SelectMany(day => new[] { Claim("pinterest", "1", day, 90_000_000), Claim("meta", "2", day, 75_000_000) })];

    public List<FactOrder> Orders => orders;

    /// <summary>One lead, which no page shows yet.</summary>
    public List<FactConversion> Reached { get; } =
    [
        new()
        {
            ConversionType = "lead", ConversionId = "l1", ReachedAt = new(Night, new(10, 0), TimeSpan.Zero), ConversionDate = Night, CustomerKey = "p1", ValueCents = 500, Value = 5, Currency = "EUR",
            Versions = 1, Touches = 1, UnattributedReason = string.Empty, Source = "crm", RunId = "run",
        },
    ];

    public List<FactConversionCredit> ReachedCredits { get; } =
    [
        new()
        {
            ConversionType = "lead", ConversionId = "l1", TouchNumber = 1, ModelId = "linear", WindowId = "c7-s7-v1", Channel = Channels.MetaPaid, TouchKind = "click", CampaignId = "c2", AdGroupId = "g2", AdId = "a2",
            Evidence = "utm", TouchTime = new(Night, new(9, 0), TimeSpan.Zero), ClickDate = Night, ConversionDate = Night, Weight = 1, CreditCents = 500, Credit = 5, CustomerKey = "p1", RunId = "run",
        },
    ];

    /// <summary>What data-driven models came to.</summary>
    public DataDrivenFit Fit { get; init; } = new("channel", 117, 2_904, [],
    [
        Member(Channels.PinterestPaid, 0.41, 210_000),
        Member(Channels.MetaPaid, 0.22, 134_500),
        Member(Channels.Direct, 0.08, 61_250),
    ]);

    public Marts Marts() => Pinstitch.Serve.Marts.Make(Measurement, Run, events: 1234, persons: 321, Deliveries, Conversions, orders, credits, unattributed, Reached, ReachedCredits, new(1_205, 17, 1), [Fit]);

    /// <summary>As if the shop had had no orders.</summary>
    public SmallShop WithoutOrders()
    {
        orders.Clear();
        credits.Clear();
        unattributed.Clear();
        return this;
    }

    private static MemberFit Member(string channel, double effect, double value) =>
        new(channel, effect, value / 4_000, value, value / 3_800, value * 0.9, new(31, 210_000, 12, 80_000, 19), new(value * 0.8, value * 1.3), new(value * 0.7, value * 1.1));

    private static AdDelivery Delivery(string platform, string account, int day, long spend) => new()
    {
        Platform = platform,
        AccountId = account,
        Level = ReportLevels.Campaign,
        CampaignId = "c" + account,
        CampaignName = account == "1" ? "Spring <b>boards</b>" : "Retargeting",
        Date = Night.AddDays(day - Days + 1),
        TimeZone = "UTC",
        Currency = "EUR",
        SpendMicros = spend,
        Impressions = 1000,
        IsFinal = day < 20,
    };

    private static AdConversion Claim(string platform, string account, int day, long value) => new()
    {
        Platform = platform,
        AccountId = account,
        Level = ReportLevels.Campaign,
        CampaignId = "c" + account,
        Date = Night.AddDays(day - Days + 1),
        ConversionType = "purchase",
        // Meta claims its conversions for views.
        Touch = platform == "meta" ? "view" : "click",
        Window = "30/30/1",
        Count = 1,
        ValueMicros = value,
        Currency = "EUR",
    };

    private void AddOrder(int number)
    {
        var day = Night.AddDays((number / 5) - Days + 1);
        var id = $"{1000 + number}";
        var cents = 2_000L + (number * 737 % 5_000);
        var isKnown = number % 6 != 5;
        orders.Add(new()
        {
            OrderId = id,
            PlacedAt = new(day, new(12, 0), TimeSpan.Zero),
            OrderDate = day,
            CustomerKey = $"p{number % 40}",
            IsNewCustomer = number < 40 || number % 4 == 0,
            Gross = cents / 100m,
            Refund = 0,
            Net = cents / 100m,
            NetCents = cents,
            Currency = "EUR",
            Versions = 1,
            Touches = isKnown ? 2 : 0,
            Source = "shop",
            RunId = Run.Id,
        });
        if (!isKnown)
        {
            unattributed.Add(new() { OrderId = id, OrderDate = day, Reason = number % 12 == 5 ? "no_touch" : "no_known_browser", NetCents = cents, Net = cents / 100m, RunId = Run.Id });
            return;
        }

        var (first, last) = (Ways[number % 4], Ways[(number + 1 + (number / 7 % 2)) % 4]);
        AddCredit(id, day, "last_click", 1, last, 0, 1, cents);
        AddCredit(id, day, "linear", 1, first, number % 6, 0.5, (cents + 1) / 2);
        AddCredit(id, day, "linear", 2, last, 0, 0.5, cents / 2);
    }

    private void AddCredit(string order, DateOnly day, string model, int touch, string channel, int lag, double weight, long cents) => credits.Add(new()
    {
        OrderId = order,
        TouchNumber = touch,
        ModelId = model,
        WindowId = Measurement.Attribution.WindowId,
        Channel = channel,
        TouchKind = "click",
        CampaignId = channel switch { Channels.PinterestPaid => "c1", Channels.MetaPaid => "c2", _ => string.Empty },
        AdGroupId = string.Empty,
        AdId = string.Empty,
        ConversionType = CreditedJourneys.Purchase,
        Evidence = "utm",
        TouchTime = new(day.AddDays(-lag), new(9, 0), TimeSpan.Zero),
        ClickDate = day.AddDays(-lag),
        OrderDate = day,
        Weight = weight,
        CreditCents = cents,
        Credit = cents / 100m,
        RunId = Run.Id,
    });
}
