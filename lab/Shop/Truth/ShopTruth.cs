namespace Pinstitch.Lab.Shop.Truth;

/// <summary>What really happened, for measuring the measurement.</summary>
/// <param name="NetCents">Net revenue up to the shop's last midnight, in cents.</param>
/// <param name="Orders">How many orders.</param>
/// <param name="Channels">What each channel really brought: revenue that is missing when the same people live again without it.</param>
/// <param name="Campaigns">The same by campaign, in the catalogue's order.</param>
public sealed record ShopTruth(long NetCents, int Orders, IReadOnlyDictionary<Channel, Increment> Channels, IReadOnlyList<Increment> Campaigns)
{
    private static readonly Channel[] Tested = [Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds, Channel.Email];

    /// <summary>Lives the shop again without each channel and each campaign, with the same random numbers.</summary>
    public static ShopTruth Find(ShopPlan plan)
    {
        var all = Total(plan, SwitchedOff.Nothing);
        return new(
            all.Cents,
            all.Orders,
            Tested.ToDictionary(channel => channel, channel => all - Total(plan, SwitchedOff.All(channel))),
            [.. Catalogue.Campaigns.Select(campaign => all - Total(plan, SwitchedOff.One(campaign)))]);
    }

    private static Increment Total(ShopPlan plan, SwitchedOff off)
    {
        long cents = 0;
        var orders = 0;
        var night = plan.Night;
        System.Threading.Tasks.Parallel.For(0L, plan.People, person =>
        {
            var counted = Life.Life.Live(plan, off, person).Orders.Where(order => order.Time < night).ToList();
            if (counted.Count == 0) return;
            Interlocked.Add(ref cents, counted.Sum(order => order.NetCents(night)));
            Interlocked.Add(ref orders, counted.Count);
        });
        return new(cents, orders);
    }
}
