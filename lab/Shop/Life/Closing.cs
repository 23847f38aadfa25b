namespace Pinstitch.Lab.Shop.Life;

/// <summary>How somebody comes to the site to buy what has ripened.</summary>
internal sealed class Closing(ShopPlan plan, SwitchedOff off, Person person)
{
    /// <summary>A visit that is still going on when the purchase is due is the one in which it is made.</summary>
    private const long SameVisit = 1800;

    public Visit Choose(ShopOrder order, Cause cause, int purpose, List<Visit> visits, long? subscribedAt)
    {
        var draw = new Draw(plan.Seed, person.Number, Purpose.Closing, (order.Id * 128) + purpose);
        var device = draw.Below(person.Devices.Count);
        var last = visits.Count > 0 ? visits[^1] : null;
        if (last is not null && order.Time - last.Time is >= 0 and < SameVisit && last.Order is null)
        {
            visits.RemoveAt(visits.Count - 1);
            return last with { Order = order };
        }

        var habit = draw.Uniform();
        var time = order.Time - 240 - draw.Below(600);
        var brand = Catalogue.Brand;
        // One number for both questions, so that a shop without brand ads sends the same people to the organic result.
        if (habit < 0.36 * Math.Min(1, person.SearchUse * 2))
        {
            return off.Has(brand)
                ? new(time, device, Channel.OrganicSearch, -1, -1, order)
                : new(time, device, Channel.GoogleAds, brand.Index, draw.Below(brand.AdIds.Length), order);
        }

        if (habit < 0.58 && person.SearchUse > 0) return new(time, device, Channel.OrganicSearch, -1, -1, order);
        if (habit < 0.66 && subscribedAt < order.Time && off.Channel != Channel.Email) return new(time, device, Channel.Email, -1, -1, order);
        if (habit < 0.72 && cause.Channel == Channel.PinterestAds) return new(time, device, Channel.PinterestOrganic, -1, -1, order);
        return new(time, device, Channel.Direct, -1, -1, order);
    }
}
