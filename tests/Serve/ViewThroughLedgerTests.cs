using Pinstitch.Attribute;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tests.Serve;

public sealed class ViewThroughLedgerTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Measurement Measurement = MeasurementReader.Read("""
        { "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" }, "models": ["linear"], "windows": { "viewDays": 1 } }
        """).Value;

    private static readonly RunName Run = new(Day.AddDays(5), "1.0+a", Measurement.Hash, "events", "reports");

    [Fact]
    public void Claims_beyond_the_orders_that_could_be_such_are_capped()
    {
        var row = Assert.Single(Ledger([Claim(Day, 5, 500)], Order("a", Day, 40), Order("b", Day.AddDays(1), 60)));
        Assert.Equal((5m, 500m, 2m, 100m, 3m), (row.ClaimedCount, row.ClaimedValue, row.SupportedCount, row.SupportedValue, row.ExcessCount));
    }

    [Fact]
    public void What_is_claimed_within_the_orders_stands_as_claimed()
    {
        var row = Assert.Single(Ledger([Claim(Day, 1, 30)], Order("a", Day, 40), Order("b", Day, 60)));
        Assert.Equal((1m, 30m, 0m), (row.SupportedCount, row.SupportedValue, row.ExcessCount));
    }

    [Fact]
    public void Orders_outside_the_view_window_or_with_a_click_on_the_platforms_ads_support_nothing()
    {
        var journey = new Journey(7, [new("t", At(Day), Channels.MetaPaid, TouchKind.Click, null, null, "fbclid")], [Order("clicked", Day, 50)], true);
        Assert.Equal(0, Assert.Single(Ledger([Claim(Day, 2, 90)], [journey])).SupportedCount);
        Assert.Equal(0, Assert.Single(Ledger([Claim(Day, 2, 90)], Order("before", Day.AddDays(-1), 40), Order("late", Day.AddDays(2), 60))).SupportedCount);
    }

    [Fact]
    public void An_order_supports_one_claim_of_a_platform_and_also_one_of_another()
    {
        var rows = Ledger([Claim(Day, 0.75m, 60), Claim(Day.AddDays(1), 1, 60), Claim(Day, 1, 60, "pinterest")], Order("a", Day.AddDays(1), 40));
        Assert.Equal([0.75m, 0.25m], rows.Where(row => row.Platform == "meta").Select(row => row.SupportedCount));
        Assert.Equal(40, rows.Where(row => row.Platform == "meta").Sum(row => row.SupportedValue));
        Assert.Equal(1, Assert.Single(rows, row => row.Platform == "pinterest").SupportedCount);
    }

    [Fact]
    public void Claims_for_clicks_are_not_in_it() =>
        Assert.Empty(Ledger([Claim(Day, 2, 90) with { Touch = "click" }], Order("a", Day, 40)));

    private static IReadOnlyList<FactViewThrough> Ledger(AdConversion[] claims, params Order[] orders) =>
        Ledger(claims, [.. orders.Select((order, number) => new Journey((UInt128)number, [], [order], true))]);

    private static IReadOnlyList<FactViewThrough> Ledger(AdConversion[] claims, Journey[] journeys)
    {
        var credited = new CreditedJourneys(Measurement, Run.Id, Run.Night);
        credited.Add(journeys);
        return Marts.Make(Measurement, Run, 0, 0, [], claims, credited.Orders, credited.Credits, credited.Unattributed).ViewThroughs;
    }

    private static Order Order(string id, DateOnly day, int euros) => new(id, At(day).AddHours(6), euros * 100, 0, "EUR", 1, "shop");

    private static DateTimeOffset At(DateOnly day) => new(day, new(9, 0), TimeSpan.Zero);

    private static AdConversion Claim(DateOnly day, decimal count, int euros, string platform = "meta") => new()
    {
        Platform = platform, AccountId = "1", Level = ReportLevels.Campaign, CampaignId = "c", Date = day, ConversionType = ConversionTypes.Purchase, Touch = "view",
        Window = "1d_view", Count = count, ValueMicros = euros * 1_000_000L, Currency = "EUR",
    };
}
