using Pinstitch.Lab.Shop;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Lab.Bench.AttributeNight;

/// <summary>Routed events of one shard of persons, as they lie in storage: visits of mean five a person over some days, and orders of about 18 % of them.</summary>
/// <param name="Before">Lines up to the last day.</param>
/// <param name="Day">Lines of the last day.</param>
internal sealed record ShardOfEvents(IReadOnlyList<ReadOnlyMemory<byte>> Before, IReadOnlyList<ReadOnlyMemory<byte>> Day)
{
    public static readonly DateOnly FirstDay = new(2025, 1, 1);

    private static readonly string[] Clicks = ["epik", "fbclid", "gclid"];

    /// <param name="persons">How many persons.</param>
    /// <param name="days">Days of history, the last of them new.</param>
    /// <param name="seed">Another seed, other events.</param>
    public static ShardOfEvents Make(int persons, int days, ulong seed)
    {
        var draw = new Draw(seed, -1, default);
        var (before, day) = (new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>());
        var start = new DateTimeOffset(FirstDay, TimeOnly.MinValue, TimeSpan.Zero);
        var end = start.AddDays(days);
        for (var person = 0; person < persons; person++)
        {
            var id = new UInt128(draw.Bits(), draw.Bits());
            var time = start.AddSeconds(draw.Below(days * 86_400));
            var touches = 0;
            do
            {
                Add(time, Visit(id, touches, time, ref draw));
                time = time.AddSeconds(draw.Below(8 * 86_400));
                touches++;
            }
            while (draw.Below(5) != 0);
            if (draw.Below(100) < 18)
            {
                Add(time, new($"o{id:x8}", EventNames.Order, time, "shop", [new(IdentifierType.CustomerId, id)]) { OrderId = $"{id:x8}", Value = 1_000 + draw.Below(20_000), Currency = "EUR" });
            }

            void Add(DateTimeOffset at, LandedEvent item)
            {
                if (at >= end) return;
                (at >= end.AddDays(-1) ? day : before).Add(PersonLines.Route(id, LandingJson.Write(item)));
            }
        }

        return new(before, day);
    }

    /// <summary>By one of 200 ads of 50 campaigns of three platforms.</summary>
    private static LandedEvent Visit(UInt128 person, int number, DateTimeOffset time, ref Draw draw)
    {
        var ad = draw.Below(200);
        return new($"v{person:x8}{number}", EventNames.PageVisit, time, "browser", [new(IdentifierType.AnonymousId, person)])
        {
            Page = new("shop.example", $"/p/{draw.Below(200)}") { ClickId = Clicks[ad / 4 % 3], UtmCampaign = $"c{ad / 4}", UtmContent = $"a{ad}", ReferrerHost = "www.pinterest.com" },
        };
    }
}
