using System.Globalization;
using CsCheck;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Shards;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Tests.Attribute;

/// <summary>Random events of a few people over some nights: some come late, orders are refunded, persons merge, split and are erased, ads become known.</summary>
internal sealed record NightEvents(IReadOnlyList<(LandedEvent Event, int Person, int Night)> Events, IReadOnlyList<(int Night, int From, int To)> Moves, int AdsFrom)
{
    public const int Nights = 4;

    public static readonly DateOnly First = new(2026, 5, 1);

    private static readonly string[] Clicks = ["epik", "gclid", "fbclid"];

    public static readonly Gen<NightEvents> Some = Gen.Select(
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9], Gen.Int[0, (Nights + 1) * 24], Gen.Int[0, Nights - 1], Gen.Int[0, 3]).Array[0, 60],
        Gen.Select(Gen.Int[1, Nights - 1], Gen.Int[0, 7], Gen.Int[-1, 9]).Array[0, 5],
        Gen.Int[0, Nights]).Select((events, moves, ads) => new NightEvents(
            [.. events.Select((item, number) => (Make(number, item.Item2, item.Item3, item.Item5), item.Item1, item.Item4))],
            moves,
            ads));

    /// <summary>What is known in a night, as routed lines; a person below 0 is erased.</summary>
    public PersonEvents Known(int night, Measurement measurement)
    {
        var end = measurement.StartOf(First.AddDays(night + 1));
        return new(Events
            .Where(item => item.Night <= night && item.Event.Time < end)
            .Select(item => (item.Event, Person: Person(item.Person, night)))
            .Where(item => item.Person >= 0)
            .Select(item => (ReadOnlyMemory<byte>)PersonLines.Route((UInt128)item.Person * 77, LandingJson.Write(item.Event))));
    }

    /// <summary>The ad platform's lists in a night.</summary>
    public AdDirectory Ads(int night) => new(night < AdsFrom ? [] :
    [
        Entity("ad_group", "g1", campaign: "c1"), Entity("ad", "a1", group: "g1"), Entity("campaign", "c9", name: "spring"),
        .. night > AdsFrom ? new[] { Entity("ad", "a2", campaign: "c2", group: "g2") } : [],
    ]);

    public override string ToString() =>
        $"{string.Join("; ", Events.Select(item => $"night {item.Night} person {item.Person} {item.Event.Name} {item.Event.Time:MM-dd HH} {item.Event.OrderId} {item.Event.Value} {item.Event.Page?.UtmContent}"))} | {string.Join(' ', Moves)} | {AdsFrom}";

    private int Person(int person, int night)
    {
        foreach (var (_, from, to) in Moves.Where(move => move.Night <= night).OrderBy(move => move.Night)) person = person == from ? to : person;
        return person;
    }

    private static LandedEvent Make(int number, int kind, int hour, int detail)
    {
        var time = new DateTimeOffset(First, new(0, 17), TimeSpan.Zero).AddHours(hour);
        var id = string.Create(CultureInfo.InvariantCulture, $"e{number}");
        Identifier[] browser = [new(IdentifierType.AnonymousId, (UInt128)number)];
        return kind switch
        {
            < 6 => new(id, EventNames.PageVisit, time, "browser", browser) { Page = new("shop.example", "/") { ClickId = Clicks[detail % 3], UtmCampaign = detail == 3 ? "spring" : $"c{detail}", UtmContent = $"a{detail}" } },
            < 8 => new(id, EventNames.Order, time, "shop", []) { OrderId = $"o{number % 9}", Value = 1_000 + (number * 37), Currency = "EUR", PlacedAt = time.AddHours(detail - 1) },
            8 => new(id, EventNames.Refund, time, "shop", []) { OrderId = $"o{number % 9}", Value = 300, Currency = "EUR" },
            _ => new(id, EventNames.Lead, time, "crm", []) { Value = detail == 0 ? null : 500 * detail, Currency = "EUR" },
        };
    }

    private static AdEntity Entity(string type, string id, string? campaign = null, string? group = null, string? name = null) => new()
    {
        Platform = "pinterest", AccountId = "1", EntityType = type, EntityId = id, CampaignId = campaign, AdGroupId = group, Name = name, ValidFrom = new(First.AddDays(1), default, TimeSpan.Zero),
    };
}
