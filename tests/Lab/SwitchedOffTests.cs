using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Life;
using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Tests.Lab;

/// <summary>What is missing when the same people live again without something is what it brought, and nothing else.</summary>
[Collection(typeof(ShopCollection))]
public sealed class SwitchedOffTests(ShopFixture shop)
{
    public static TheoryData<Channel> Tested => [Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds, Channel.Email];

    [Theory]
    [MemberData(nameof(Tested))]
    public void Whoever_had_nothing_to_do_with_a_channel_lives_the_same_life_without_it(Channel channel)
    {
        var strangers = shop.Lives.Select(life => life.Story).Where(story => !Met(story, channel)).Take(1_500).ToList();
        Assert.True(strangers.Count > 400);
        Assert.All(strangers, story => Assert.Equal(Text(story), Text(Life.Live(ShopFixture.Plan, SwitchedOff.All(channel), story.Person.Number))));
    }

    [Theory]
    [MemberData(nameof(Tested))]
    public void Orders_that_are_missing_without_a_channel_were_caused_by_it(Channel channel)
    {
        var (vanished, foreign, appeared) = (0, 0, 0);
        foreach (var (story, _) in shop.Lives)
        {
            var without = Life.Live(ShopFixture.Plan, SwitchedOff.All(channel), story.Person.Number).Orders;
            var missing = story.Orders.Where(order => without.All(other => other.Id != order.Id)).ToList();
            vanished += missing.Count;
            // A caused order can push another one aside, or bring one after it: the person has just bought, or comes back.
            foreign += missing.Count(order => order.Cause.Channel != channel);
            appeared += without.Count(order => story.Orders.All(other => other.Id != order.Id));
            Assert.DoesNotContain(without, order => order.Cause.Channel == channel);
        }

        Assert.True(vanished > 20, $"{channel} brought only {vanished} orders.");
        Assert.True(foreign <= 0.05 * vanished + 2, $"{foreign} of {vanished} orders that are missing without {channel} had another cause.");
        Assert.True(appeared <= 0.05 * vanished + 2, $"{appeared} orders came about only without {channel}.");
    }

    [Fact]
    public void Brand_ads_bring_nothing() =>
        Assert.Equal(default, ShopTruth.Find(ShopFixture.Plan with { People = 2_000 }).Campaigns[Catalogue.Brand.Index]);

    [Fact]
    public void The_truth_counts_what_vanishes()
    {
        var plan = ShopFixture.Plan with { People = 1_000 };
        var truth = ShopTruth.Find(plan);
        long Net(SwitchedOff off) => Enumerable.Range(0, plan.People)
            .SelectMany(person => Life.Live(plan, off, person).Orders)
            .Where(order => order.Time < plan.Night)
            .Sum(order => order.NetCents(plan.Night));
        Assert.Equal(Net(SwitchedOff.Nothing), truth.NetCents);
        Assert.Equal(truth.NetCents - Net(SwitchedOff.All(Channel.PinterestAds)), truth.Channels[Channel.PinterestAds].Cents);
        Assert.Equal(truth.NetCents - Net(SwitchedOff.One(Catalogue.Campaigns[6])), truth.Campaigns[6].Cents);
        Assert.True(truth.Channels[Channel.PinterestAds].Cents > 0);
    }

    private static bool Met(LifeStory story, Channel channel) =>
        story.AdActions.Any(action => Catalogue.Campaigns[action.Campaign].Platform == channel) || story.Visits.Any(visit => visit.Channel == channel);

    private static string Text(LifeStory story) => string.Join('\n', story.Visits.Select(visit => $"{visit}").Concat(story.Orders.Select(order => $"{order}")).Concat(story.AdActions.Select(action => $"{action}")));
}
