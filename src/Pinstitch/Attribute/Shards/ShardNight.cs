using Pinstitch.Attribute.Engine;
using Pinstitch.Configure;

namespace Pinstitch.Attribute.Shards;

/// <summary>
/// What a night makes of a shard of persons. A person whose events are the same as the night before has the same journey:
/// it is taken over as it is, without reading the events. What decides is the hash of the person's events, not what other
/// steps say has changed: late events, refunds, merges, splits and erasures all show in it.
/// </summary>
/// <param name="measurement">The configuration; the same as that of the state before.</param>
/// <param name="night">Last day that counts.</param>
/// <param name="ads">What links stand for.</param>
public sealed class ShardNight(Measurement measurement, DateOnly night, AdDirectory ads)
{
    private readonly Dictionary<(string Channel, string? Campaign, string? Ad), string> entries = [];

    /// <summary>Makes the shard's state.</summary>
    /// <param name="events">All events of the shard's persons.</param>
    /// <param name="before">The state that another night has left; null to make everything anew. The result is the same.</param>
    public ShardState Run(PersonEvents events, ShardState? before)
    {
        ArgumentNullException.ThrowIfNull(events);
        var old = before?.Store ?? JourneyStore.Empty;
        bool[] restated = [.. old.Codes.Select(code => code.Entry != Entry(code.Code.Channel, code.LinkCampaign, code.LinkAd))];
        var builder = new StoreBuilder();
        int[] codeOf = [.. old.Codes.Select(builder.Number)];
        var (changed, gone) = (new List<UInt128>(), new List<UInt128>());
        var (left, come) = (new List<int>(), new List<int>());
        var place = 0;
        foreach (var person in events.Persons)
        {
            for (; place < old.Persons.Count && old.Persons[place].Person < person; place++) gone.Add(old.Persons[place].Person);
            var known = place < old.Persons.Count && old.Persons[place].Person == person ? place++ : -1;
            if (known >= 0 && IsSame(old, known, events.HashOf(person), restated))
            {
                builder.Add(old, known, codeOf);
                continue;
            }

            if (known >= 0) left.Add(known);
            come.Add(builder.Persons);
            changed.Add(person);
            Add(builder, Journeys.From(person, events.EventsOf(person), measurement.Attribution, ads), events);
        }

        for (; place < old.Persons.Count; place++) gone.Add(old.Persons[place].Person);
        var ofGone = gone.ToHashSet();
        left.AddRange(Enumerable.Range(0, old.Persons.Count).Where(person => ofGone.Contains(old.Persons[person].Person)));
        left.Sort();
        var store = builder.Build();
        var counts = before is null
            ? PathLevels.Settled(PathLevels.Count(store, null, measurement.Attribution))
            : PathLevels.Changed(before.Counts, PathLevels.Count(old, left, measurement.Attribution), PathLevels.Count(store, come, measurement.Attribution), store);
        return new(store, counts) { Changed = changed, Gone = gone };
    }

    private static bool IsSame(JourneyStore old, int person, Land.ContentHash hash, bool[] restated)
    {
        if (old.Persons[person].IsOpen || old.Persons[person].Hash != hash) return false;
        for (var touch = old.Touches.Starts[person]; touch < old.Touches.Starts[person + 1]; touch++)
        {
            if (restated[TouchTable.CodeOf(old.Touches.Packed[touch])]) return false;
        }

        return true;
    }

    private void Add(StoreBuilder builder, Journey journey, PersonEvents events)
    {
        var orders = journey.Orders.Where(order => measurement.DayOf(order.PlacedAt) <= night).ToList();
        var isOpen = orders.Count < journey.Orders.Count || journey.Orders.Any(IsOpen) || journey.Conversions.Any(type => type.Conversions.Any(IsOpen));
        builder.Add(new(journey.Person, events.HashOf(journey.Person), isOpen), journey with { Orders = orders }, Entry);
    }

    private bool IsOpen(Order order) => measurement.DayOf(order.PlacedAt) > night || order.History.Any(version => measurement.DayOf(version.At) > night);

    private string Entry(string channel, string? campaign, string? ad)
    {
        if (!entries.TryGetValue((channel, campaign, ad), out var entry))
            entries[(channel, campaign, ad)] = entry = ads.EntryOf(Channels.PlatformOf(channel), campaign, ad);
        return entry;
    }
}
