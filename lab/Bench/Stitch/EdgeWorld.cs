using Pinstitch.Lab.Shop;
using Pinstitch.Land;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>
/// A world of people whose identifiers are seen together, as shops see them: most people have few identifiers, some very
/// many; devices are shared, tills and kiosks see thousands, and values that stand for nothing tie strangers together. The hard
/// world adds second and household mail addresses and phones, phone numbers that get a new owner, browsers of customers that others log in on, people with two accounts, call
/// centres, devices of households, customer ids that tills and all guests stand under, and thousands of guests' cookies behind one bot.
/// </summary>
internal sealed class EdgeWorld(ulong seed, bool isHard)
{
    private const uint Start = 1_760_000_000;
    private const int Days = 400;
    private const int Junk = 12;

    private readonly List<WorldEdge> edges = [];

    /// <summary>Makes edges in random order, the same for the same seed.</summary>
    public WorldEdge[] Make(int count)
    {
        edges.Capacity = count + 10_000;
        for (var person = 0L; edges.Count < count; person++) Live(person);
        var all = edges.ToArray();
        var draw = new Draw(seed, -2, Purpose.Person);
        for (var place = all.Length - 1; place > 0; place--)
        {
            var other = draw.Below(place + 1);
            (all[place], all[other]) = (all[other], all[place]);
        }

        return all[..count];
    }

    /// <summary>Makes edges person by person, none kept: of such worlds there may be larger ones than memory.</summary>
    public IEnumerable<WorldEdge> InOrder(long count)
    {
        for (var person = 0L; count > 0; person++)
        {
            edges.Clear();
            Live(person);
            foreach (var edge in edges)
            {
                if (count-- > 0) yield return edge;
            }
        }
    }

    private void Live(long person)
    {
        var draw = new Draw(seed, person, Purpose.Person);
        var email = Own(person, IdentifierType.Email, 0);
        var customer = Own(person, IdentifierType.CustomerId, 0);
        var kind = draw.Uniform();
        var (isCustomer, isGuest) = (kind < 0.35, kind is >= 0.35 and < 0.70);
        // Nothing ties two browsers of somebody unknown together, so the truth takes them for two people too.
        var browsers = 1 + (isCustomer || isGuest ? HeavyTail(ref draw, isCustomer ? 1.6 : 2.2, 60) : 0);
        if (isCustomer || isGuest)
        {
            var self = isCustomer ? customer : email;
            if (isCustomer) See(ref draw, customer, email);
            if (isCustomer && draw.Chance(0.4)) See(ref draw, email, Own(person, IdentifierType.AnonymousId, 0));
            if (draw.Chance(0.35)) See(ref draw, self, Own(person, IdentifierType.Phone, 0));
            for (var order = draw.Chance(0.5) ? HeavyTail(ref draw, 1.8, 40) : 0; order > 0; order--) See(ref draw, self, Own(person, IdentifierType.OrderId, order));
            for (var browser = 0; browser < browsers; browser++)
                See(ref draw, isCustomer && draw.Chance(0.85) ? customer : email, Own(person, IdentifierType.AnonymousId, browser));
            if (isHard) BeDifficult(ref draw, person, isCustomer, customer, email);
        }

        for (var browser = 0; browser < browsers; browser++)
        {
            var cookie = Own(person, IdentifierType.AnonymousId, browser);
            var clicks = draw.Chance(isCustomer || isGuest ? 0.2 : 1) ? 1 + HeavyTail(ref draw, 2.0, 30) : 0;
            for (; clicks > 0; clicks--) See(ref draw, cookie, Own(person, IdentifierType.Epik + draw.Below(3), (browser << 6) + clicks));
        }

        if (isCustomer || isGuest) ShareDevices(ref draw, person, isCustomer ? customer : email);
        if (draw.Chance(0.004)) See(ref draw, isCustomer ? customer : Own(person, IdentifierType.AnonymousId, 0), Shared(draw.Chance(0.5) ? IdentifierType.Email : IdentifierType.DeviceId, (int)(Junk * Math.Pow(draw.Uniform(), 3)), 9));
    }

    private void BeDifficult(ref Draw draw, long person, bool isCustomer, WorldIdentifier customer, WorldIdentifier email)
    {
        var self = isCustomer ? customer : email;
        if (isCustomer && draw.Chance(0.10)) See(ref draw, customer, Own(person, IdentifierType.Email, 1));
        if (isCustomer && draw.Chance(0.03)) See(ref draw, customer, Own(person, IdentifierType.Email, 2));
        if (isCustomer && draw.Chance(0.10)) See(ref draw, customer, Shared(IdentifierType.Email, person / 4, 2));
        if (isCustomer && draw.Chance(0.10)) See(ref draw, customer, Shared(IdentifierType.Phone, person / 4, 3));
        // A number that somebody else had before: each is had by two, now and then by three.
        if (isCustomer && draw.Chance(0.03)) See(ref draw, customer, Shared(IdentifierType.Phone, draw.Below(1 + (int)(person / 60)), 4));
        if (draw.Chance(0.01)) See(ref draw, self, Shared(IdentifierType.Phone, draw.Below(3), 5));
        if (draw.Chance(0.05)) See(ref draw, self, Shared(IdentifierType.DeviceId, person / 3, 6));
        if (!isCustomer && draw.Chance(0.02)) See(ref draw, Shared(IdentifierType.CustomerId, draw.Below(4), 8), email);
        if (draw.Chance(0.001)) See(ref draw, Own(person, IdentifierType.AnonymousId, 0), Shared(IdentifierType.DeviceId, 0, 10));
        // Of a browser whose owner never logs in nobody could know that it was borrowed.
        var lender = person + 1 + draw.Below(50);
        if (draw.Chance(0.02) && KindOf(lender) < 0.70) See(ref draw, self, Own(lender, IdentifierType.AnonymousId, 0));
        if (isCustomer && draw.Chance(0.005))
        {
            var second = Own(person, IdentifierType.CustomerId, 1);
            See(ref draw, second, Own(person, IdentifierType.Email, 3));
            See(ref draw, second, Own(person, IdentifierType.AnonymousId, 0));
        }
    }

    private double KindOf(long person) => new Draw(seed, person, Purpose.Person).Uniform();

    private void ShareDevices(ref Draw draw, long person, WorldIdentifier self)
    {
        // Devices of households, then of libraries and offices: how many use one has a heavy tail.
        if (draw.Chance(0.02)) See(ref draw, self, Shared(IdentifierType.DeviceId, (long)(Math.Pow(draw.Uniform(), 1.7) * (100 + (person / 60))), 0));
        if (draw.Chance(0.003)) See(ref draw, self, Shared(IdentifierType.DeviceId, draw.Below(20), 7));
    }

    /// <summary>Most pairs are seen once or twice, some on many days.</summary>
    private void See(ref Draw draw, WorldIdentifier one, WorldIdentifier two)
    {
        for (var times = 1 + HeavyTail(ref draw, 1.9, 30); times > 0; times--) edges.Add(new(one, two, Start + (uint)draw.Below(Days * 86400)));
    }

    private static int HeavyTail(ref Draw draw, double exponent, int most) => (int)Math.Min(most, Math.Pow(1 - draw.Uniform(), -1 / exponent) - 1);

    private static WorldIdentifier Own(long person, IdentifierType type, int index) => new(type, person, index);

    private static WorldIdentifier Shared(IdentifierType type, long number, int kind) => new(type, number, kind, isShared: true);
}
