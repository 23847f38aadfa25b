using System.Text.Json;
using Pinstitch.Lab.Shop.Life;
using Pinstitch.Lab.Shop.Traffic;

namespace Pinstitch.Tests.Lab;

/// <summary>The rates that lab/README.md states, counted. The seed is fixed, so the bounds are wide enough once for all.</summary>
[Collection(typeof(ShopCollection))]
public sealed class RatesTests(ShopFixture shop)
{
    [Fact]
    public void Browser_messages_come_twice_in_2_per_cent_and_server_messages_in_3()
    {
        Within(0.02, 0.004, Repeats(message => message.Entrance == Entrance.Collector));
        Within(0.03, 0.008, Repeats(message => message.Entrance != Entrance.Collector));
    }

    [Fact]
    public void Messages_come_an_hour_and_more_late_in_1_per_cent()
    {
        var browser = Browser().ToList();
        Within(0.01, 0.003, browser.Count(message => message.SendAt - Happened(message) >= 3600) / (double)browser.Count);
    }

    [Fact]
    public void Broken_messages_are_one_for_every_25_people_and_of_every_kind()
    {
        var broken = shop.World.Messages.Where(message => message.IsBroken).ToList();
        Assert.Equal(ShopFixture.Plan.People / 25, broken.Count);
        Assert.All(broken, message => Assert.Equal(-1, message.Person));
    }

    [Fact]
    public void A_quarter_of_checkouts_is_never_seen_by_the_browser_tag()
    {
        var seen = Browser().Select(message => Field(message, "event_id")).Where(id => id.StartsWith("checkout_", StringComparison.Ordinal)).Distinct().Count();
        Within(0.24, 0.04, 1 - (seen / (double)shop.Orders.Count()));
    }

    [Fact]
    public void The_tag_is_silent_on_blocking_devices_and_for_those_who_refuse()
    {
        Within(0.07, 0.01, Share(shop.Lives, life => life.Story.Person.RefusesMeasurement));
        var devices = shop.Lives.SelectMany(life => life.Story.Person.Devices).ToList();
        Within(0.10, 0.015, Share(devices.Where(device => device.Number == 0), device => device.BlocksAds));
        Within(0.28, 0.02, Share(devices.Where(device => device.Number == 1), device => device.BlocksAds));
        Assert.All(
            shop.Lives.Where(life => life.Story.Person.RefusesMeasurement || life.Story.Person.Devices.All(device => device.BlocksAds)),
            life => Assert.DoesNotContain(life.Messages, message => message.Entrance == Entrance.Collector));
    }

    [Fact]
    public void Orders_are_edited_in_3_per_cent_and_given_back_in_9()
    {
        var orders = shop.Orders.ToList();
        Within(0.03, 0.012, Share(orders, order => order.Edit is not null));
        Within(0.09, 0.02, Share(orders, order => order.Refund is not null));
        Assert.All(orders, order => Assert.True(order.Refund is not { } refund || refund.Cents <= (order.Edit?.Cents ?? order.Cents)));
    }

    [Fact]
    public void One_person_in_50_becomes_a_lead_of_the_CRM_and_moves_on_through_its_stages()
    {
        var leads = shop.Lives.Select(life => life.Story.Lead).OfType<LeadStory>().ToList();
        Within(0.02, 0.006, leads.Count / (double)shop.Lives.Count);
        Assert.Contains(leads, lead => lead.Stages.Any(stage => stage.Stage == "won"));
        Assert.All(leads, lead => Assert.Equal(lead.Stages.OrderBy(stage => stage.Time), lead.Stages));
    }

    [Fact]
    public void People_have_two_devices_or_so_and_cookies_expire()
    {
        Within(1.8, 0.15, shop.Lives.Average(life => life.Story.Person.Devices.Count));
        var jar = shop.Lives.Select(life => (life.Story, Jar: new CookieJar(ShopFixture.Plan.Seed, life.Story.Person)));
        Assert.Contains(jar, pair => pair.Story.Visits.Select(visit => (visit.Device, pair.Jar.At(visit))).Distinct().GroupBy(pair => pair.Device).Any(device => device.Count() > 1));
    }

    private double Repeats(Func<ShopMessage, bool> which)
    {
        var messages = shop.Lives.SelectMany(life => life.Messages).Where(which).ToList();
        var different = messages.Select(message => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(message.Body)) + message.Topic).Distinct().Count();
        return (messages.Count - different) / (double)different;
    }

    private IEnumerable<ShopMessage> Browser() => shop.Lives.SelectMany(life => life.Messages).Where(message => message.Entrance == Entrance.Collector);

    private static long Happened(ShopMessage message) => DateTimeOffset.Parse(Field(message, "event_time"), System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    private static string Field(ShopMessage message, string name)
    {
        using var document = JsonDocument.Parse(message.Body);
        return document.RootElement.GetProperty(name).GetString()!;
    }

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> some)
    {
        var list = all.ToList();
        return list.Count(some) / (double)list.Count;
    }

    private static void Within(double expected, double tolerance, double found) =>
        Assert.True(Math.Abs(found - expected) <= tolerance, $"Expected {expected} ± {tolerance}, found {found:0.0000}.");
}
