namespace Pinstitch.Lab.Shop.Life;

/// <summary>
/// Lives one person's days in the shop. Purchases come about in two ways: by themselves, at the person's own rate, and by
/// touches: each view, save and click may make a purchase ripen that would not have been, after a lag of its own. Whatever
/// ripens, the person then comes to the site by some habitual way, often a search for the shop's name or a direct visit:
/// which is why the last click tells so little.
/// </summary>
public sealed class Life
{
    private const long Day = 86400;
    private const long RetargetingMemory = 14 * Day;

    /// <summary>Who has just bought does not buy again at once.</summary>
    private const long Satiation = 3 * Day;

    private readonly ShopPlan plan;
    private readonly SwitchedOff off;
    private readonly Person person;
    private readonly PriorityQueue<Happening, (long Time, long Order)> queue = new();
    private readonly List<Visit> visits = [];
    private readonly List<ShopOrder> orders = [];
    private readonly List<AdAction> actions = [];
    private readonly Closing closing;
    private long inserted;
    private long? lastVisit;
    private long? subscribedAt;
    private LeadStory? lead;

    private Life(ShopPlan plan, SwitchedOff off, Person person)
    {
        this.plan = plan;
        this.off = off;
        this.person = person;
        subscribedAt = person.SubscribesFromTheStart ? plan.Start : null;
        closing = new(plan, off, person);
    }

    public static LifeStory Live(ShopPlan plan, SwitchedOff off, long number)
    {
        var life = new Life(plan, off, People.Make(plan.Seed, number));
        life.Foresee();
        while (life.queue.TryDequeue(out var next, out var at) && at.Time < plan.End) next.Happen(at.Time);
        life.visits.Sort((one, two) => one.Time.CompareTo(two.Time));
        return new(life.person, life.visits, life.orders, life.actions, life.lead, life.subscribedAt);
    }

    /// <summary>Puts everything into the queue that does not depend on what happens before.</summary>
    private void Foresee()
    {
        foreach (var campaign in Catalogue.Campaigns)
        {
            if (!off.Has(campaign) && campaign.Audience != Audience.BrandSearch) ForeseeImpressions(campaign);
        }

        var demand = new Draw(plan.Seed, person.Number, Purpose.BaseDemand);
        foreach (var time in Times(ref demand, person.BaseRate)) Plan(time, at => Ripen(at, Cause.Base(at), 0));
        var browsing = new Draw(plan.Seed, person.Number, Purpose.Browsing);
        foreach (var time in Times(ref browsing, person.BrowsingRate))
        {
            var channel = browsing.Chance(0.45) ? Channel.OrganicSearch : browsing.Chance(0.25) && person.PinterestUse > 0 ? Channel.PinterestOrganic : Channel.Direct;
            var device = browsing.Below(person.Devices.Count);
            Plan(time, at => Come(new(at, device, channel, -1, -1, null)));
        }

        if (off.Channel != Channel.Email) ForeseeMails();
        ForeseeLead();
    }

    private void ForeseeImpressions(Campaign campaign)
    {
        var draw = new Draw(plan.Seed, person.Number, Purpose.Impressions, campaign.Index);
        var count = draw.Poisson(campaign.DailyReach * person.Use(campaign.Platform) * plan.Days);
        for (var impression = 0; impression < count; impression++)
        {
            var time = plan.Start + (draw.Below(plan.Days) * Day) + DayTime(ref draw);
            var fate = draw.Uniform();
            var ad = draw.Below(campaign.AdIds.Length);
            var number = impression;
            Plan(time, at => See(at, campaign, ad, fate, number));
        }
    }

    private void See(long time, Campaign campaign, int ad, double fate, int number)
    {
        if (campaign.Audience == Audience.RecentVisitors && !(time - lastVisit < RetargetingMemory)) return;
        var clicks = fate < campaign.ClickRate;
        var saves = !clicks && fate < campaign.ClickRate + campaign.SaveRate;
        actions.Add(new(time, (short)campaign.Index, (short)ad, AdActionKind.View));
        var draw = new Draw(plan.Seed, person.Number, Purpose.Effects, (campaign.Index * 100_000L) + number);
        var device = draw.Below(person.Devices.Count);
        if (clicks)
        {
            actions.Add(new(time, (short)campaign.Index, (short)ad, AdActionKind.Click));
            Come(new(time + 3, device, campaign.Platform, campaign.Index, ad, null));
            Move(time, campaign, "click", campaign.ClickEffect, campaign.Lag.AfterClick(ref draw), draw);
        }
        else if (saves)
        {
            actions.Add(new(time, (short)campaign.Index, (short)ad, AdActionKind.Save));
            Move(time, campaign, "save", campaign.SaveEffect, campaign.Lag.AfterSave(ref draw), draw);
            if (draw.Chance(0.25)) Plan(time + (long)(draw.Exponential(9) * Day), at => Come(new(at, device, Channel.PinterestOrganic, -1, -1, null)));
        }
        else
        {
            Move(time, campaign, "view", campaign.ViewEffect, campaign.Lag.AfterSave(ref draw), draw);
        }
    }

    private void Move(long time, Campaign campaign, string kind, double effect, long lag, Draw draw)
    {
        if (!draw.Chance(effect * person.Receptivity)) return;
        var cause = new Cause(campaign.Platform, campaign.Index, kind, time);
        Plan(time + lag, at => Ripen(at, cause, 1 + campaign.Index));
    }

    private void ForeseeMails()
    {
        // Tuesdays at half past eight; the first day of the plan decides when that is.
        var first = ((int)DayOfWeek.Tuesday - (int)plan.FirstDay.DayOfWeek + 7) % 7;
        for (var day = first; day < plan.Days; day += 7)
        {
            var mail = day;
            var draw = new Draw(plan.Seed, person.Number, Purpose.Mails, mail);
            var opened = plan.Start + (mail * Day) + 30_600 + (long)draw.Exponential(14_000);
            Plan(opened, at => ReadMail(at, plan.Start + (mail * Day), draw));
        }
    }

    private void ReadMail(long time, long sent, Draw draw)
    {
        if (!(subscribedAt < sent) || !draw.Chance(0.085)) return;
        Come(new(time, draw.Below(person.Devices.Count), Channel.Email, -1, -1, null));
        var lag = Lag.Email.AfterClick(ref draw);
        if (!draw.Chance(0.05 * person.Receptivity)) return;
        var cause = new Cause(Channel.Email, -1, "click", time);
        Plan(time + lag, at => Ripen(at, cause, 100));
    }

    private void ForeseeLead()
    {
        var draw = new Draw(plan.Seed, person.Number, Purpose.Lead);
        if (!draw.Chance(0.02)) return;
        var time = plan.Start + (long)(draw.Uniform() * plan.Days * Day);
        var device = draw.Below(person.Devices.Count);
        var stages = new List<(long, string)>();
        var at = time;
        foreach (var stage in new[] { "new", "qualified", "offer_sent", "won" })
        {
            stages.Add((at += 600 + (long)draw.Exponential(stage == "new" ? 600 : 4 * Day), stage));
            if (!draw.Chance(0.55)) break;
        }

        Plan(time, now =>
        {
            var visit = new Visit(now, device, Channel.Direct, -1, -1, null);
            Come(visit);
            lead = new(visit, [.. stages.Where(stage => stage.Item1 < plan.End)]);
        });
    }

    private void Come(Visit visit)
    {
        visits.Add(visit);
        lastVisit = visit.Time;
    }

    /// <summary>A purchase is due.</summary>
    private void Ripen(long time, Cause cause, int purpose)
    {
        if (orders.Count > 0 && time - orders[^1].Time < Satiation) return;
        var order = Basket.Fill(plan, person, time, cause, orders.Count);
        var visit = closing.Choose(order, cause, purpose, visits, subscribedAt);
        if (visit.Campaign == Catalogue.Brand.Index)
        {
            actions.Add(new(visit.Time - 2, (short)visit.Campaign, (short)visit.Ad, AdActionKind.View));
            actions.Add(new(visit.Time - 1, (short)visit.Campaign, (short)visit.Ad, AdActionKind.Click));
        }

        orders.Add(order);
        Come(visit);
        var sequel = new Draw(plan.Seed, person.Number, Purpose.Sequel, order.Id);
        if (subscribedAt is null && sequel.Chance(0.5)) subscribedAt = time;
        // Who has bought once comes back more easily.
        if (sequel.Chance(0.10)) Plan(time + Satiation + (long)(sequel.Exponential(16) * Day), at => Ripen(at, cause with { Kind = cause.Channel is null ? "base" : cause.Kind }, purpose));
    }

    private List<long> Times(ref Draw draw, double perDay)
    {
        var count = draw.Poisson(perDay * plan.Days);
        var times = new List<long>(count);
        for (var index = 0; index < count; index++) times.Add(plan.Start + (draw.Below(plan.Days) * Day) + DayTime(ref draw));
        return times;
    }

    /// <summary>Seconds into the day: few at night, most in the evening (UTC, so an hour or two later on the clock).</summary>
    private static long DayTime(ref Draw draw)
    {
        var hour = 18.5 + (4.2 * draw.Normal());
        return (long)((((hour % 24) + 24) % 24) * 3600) % Day;
    }

    private void Plan(long time, Action<long> happen) => queue.Enqueue(new(happen), (time, inserted++));

    private readonly record struct Happening(Action<long> Happen);
}
