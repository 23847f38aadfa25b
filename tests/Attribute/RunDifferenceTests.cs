using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tests.Attribute;

/// <summary>Each cause for which an order's credit can differ between two runs, alone.</summary>
public sealed class RunDifferenceTests
{
    private static readonly Measurement Measurement = MeasurementReader.Read("""{ "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" }, "models": ["linear"] }""").Value;
    private static readonly RunName Run = new(new(2026, 4, 30), "1.0+a", Measurement.Hash, "events", "reports");
    private static readonly Touch[] Touches = [Paths.Touch(Channels.PinterestPaid, 5), Paths.Touch(Channels.Email, 2)];
    private static readonly Journey Plain = Paths.Journey(Touches, Paths.Order(10_000));

    [Fact]
    public void Nothing_has_changed_between_a_run_and_itself() => Assert.Empty(RunDifference.Of(Rows(Plain), Rows(Plain)).Orders);

    [Fact]
    public void A_late_touch_is_a_touch() => Assert.Equal(["touch"], Causes(Paths.Journey([.. Touches, Paths.Touch(Channels.MetaPaid, 1)], Paths.Order(10_000))));

    [Fact]
    public void Another_person_is_an_edge() => Assert.Contains("edge", Causes(Plain with { Person = 2, Touches = [Touches[0]] }));

    [Fact]
    public void A_touch_that_was_another_persons_is_an_edge_and_no_late_touch()
    {
        var other = Paths.Journey([Paths.Touch(Channels.MetaPaid, 1)]) with { Person = 2 };
        var (apart, together) = (Rows(Plain), Rows(Paths.Journey([.. Touches, .. other.Touches], Paths.Order(10_000))));
        apart = apart with { Touches = [.. apart.Touches, .. JourneyTouch.Of(other)] };
        Assert.Equal(["edge"], Assert.Single(RunDifference.Of(apart, together).Orders).Causes);
        Assert.Equal(["edge"], Assert.Single(RunDifference.Of(together, apart).Orders).Causes);
    }

    [Fact]
    public void A_late_touch_under_other_settings_is_both()
    {
        var other = Measurement with { Attribution = Measurement.Attribution with { ClickDays = 3 }, Hash = "other" };
        var later = Rows(Paths.Journey([.. Touches, Paths.Touch(Channels.MetaPaid, 1)], Paths.Order(10_000)), other, Run with { ConfigHash = "other" });
        Assert.Equal(["touch", "configuration"], Assert.Single(RunDifference.Of(Rows(Plain), later).Orders).Causes);
    }

    [Fact]
    public void A_link_that_stands_for_another_ad_is_ads() =>
        Assert.Equal(["ads"], Causes(Paths.Journey([Touches[0] with { CampaignId = "c2" }, Touches[1]], Paths.Order(10_000))));

    [Fact]
    public void Money_given_back_is_a_refund() => Assert.Equal(["refund"], Causes(Plain with { Orders = [Plain.Orders[0] with { Refunded = 1_000 }] }));

    [Fact]
    public void Another_value_is_an_edit() => Assert.Equal(["edit"], Causes(Paths.Journey(Touches, Paths.Order(9_000))));

    [Fact]
    public void Another_window_is_configuration()
    {
        var narrow = Measurement with { Attribution = Measurement.Attribution with { ClickDays = 3 }, Hash = "other" };
        Assert.Equal(["configuration"], Assert.Single(RunDifference.Of(Rows(Plain), Rows(Plain, narrow, Run with { ConfigHash = "other" })).Orders).Causes);
    }

    [Fact]
    public void Other_settings_that_give_the_same_credit_change_no_order()
    {
        var wide = Measurement with { Attribution = Measurement.Attribution with { ClickDays = 31 }, Hash = "other" };
        Assert.Empty(RunDifference.Of(Rows(Plain), Rows(Plain, wide, Run with { ConfigHash = "other" })).Orders);
    }

    [Fact]
    public void New_and_gone_orders_say_so()
    {
        Assert.Equal(["new"], Assert.Single(RunDifference.Of(Rows(Plain with { Orders = [] }), Rows(Plain)).Orders).Causes);
        Assert.Equal(["gone"], Assert.Single(RunDifference.Of(Rows(Plain), Rows(Plain with { Orders = [] })).Orders).Causes);
    }

    [Fact]
    public void Late_spend_changes_no_order_but_is_told()
    {
        var difference = RunDifference.Of(Rows(Plain), Rows(Plain, run: Run with { ReportsHash = "later" }));
        Assert.True(difference.SpendChanged);
        Assert.Empty(difference.Orders);
    }

    [Fact]
    public void An_order_that_is_told_under_two_persons_is_compared_once()
    {
        RunRows Twice(long cents)
        {
            var (one, other) = (Rows(Plain), Rows(Plain with { Person = 2, Orders = [Paths.Order(cents)] }));
            return new(Run, [.. one.Orders, .. other.Orders], [.. one.Credits, .. other.Credits], []);
        }

        Assert.Single(RunDifference.Of(Twice(10_000), Twice(9_000)).Orders);
    }

    private static IReadOnlyList<string> Causes(Journey after) => Assert.Single(RunDifference.Of(Rows(Plain), Rows(after)).Orders).Causes;

    private static RunRows Rows(Journey journey, Measurement? measurement = null, RunName? run = null)
    {
        var credited = new CreditedJourneys(measurement ?? Measurement, (run ?? Run).Id, Run.Night);
        credited.Add([journey]);
        return new(run ?? Run, credited.Orders, credited.Credits, [.. JourneyTouch.Of(journey)]);
    }
}
