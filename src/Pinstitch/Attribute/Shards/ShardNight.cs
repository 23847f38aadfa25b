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
        var restated = Restated(old);
        var (changed, gone) = (new List<UInt128>(), new List<UInt128>());
        var place = 0;
        foreach (var person in events.Persons)
        {
            for (; place < old.Persons.Count && old.Persons[place].Person < person; place++) gone.Add(old.Persons[place].Person);
            var known = place < old.Persons.Count && old.Persons[place].Person == person ? place++ : -1;
            if (known < 0 || !IsSame(old, known, events.HashOf(person), restated)) changed.Add(person);
        }

        for (; place < old.Persons.Count; place++) gone.Add(old.Persons[place].Person);
        return Make(events, changed, gone, before);
    }

    /// <summary>Makes the shard's state from the events of those persons alone who may have other journeys: the same state, for the cost of these.</summary>
    /// <param name="events">All events of each of these persons: of those who have other events than the night before, and of <see cref="Awaited"/>. Others may be among them.</param>
    /// <param name="gone">Persons that there no longer are; others may be among them.</param>
    /// <param name="before">The state that another night has left.</param>
    public ShardState Run(PersonEvents events, IEnumerable<UInt128> gone, ShardState before)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(before);
        var old = before.Store;
        var restated = Restated(old);
        List<UInt128> changed = [.. events.Persons.Where(person => old.PlaceOf(person) is var place && (place < 0 || !IsSame(old, place, events.HashOf(person), restated)))];
        var there = events.Persons.ToHashSet();
        return Make(events, changed, [.. gone.Where(person => old.PlaceOf(person) >= 0 && !there.Contains(person)).Distinct().Order()], before);
    }

    /// <summary>Persons whose journeys may be other ones although their events are the same: something of theirs came after the night before, or links of theirs stand for something else now.</summary>
    /// <param name="before">The state that another night has left.</param>
    public IEnumerable<UInt128> Awaited(ShardState before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var old = before.Store;
        var restated = Restated(old);
        var isRestated = restated.Contains(true);
        return Enumerable.Range(0, old.Persons.Count)
            .Where(place => old.Persons[place].IsOpen || (isRestated && !IsSame(old, place, old.Persons[place].Hash, restated)))
            .Select(place => old.Persons[place].Person);
    }

    /// <param name="events">Events of at least the changed persons.</param>
    /// <param name="changed">Who has another journey, in order of id.</param>
    /// <param name="gone">Who is no longer there, in order of id.</param>
    /// <param name="before">The state before.</param>
    private ShardState Make(PersonEvents events, List<UInt128> changed, List<UInt128> gone, ShardState? before)
    {
        var old = before?.Store ?? JourneyStore.Empty;
        var builder = new StoreBuilder(old);
        var (left, come) = (new List<int>(), new List<int>());
        var next = 0;
        foreach (var (person, isGone) in changed.Select(person => (person, false)).Concat(gone.Select(person => (person, true))).OrderBy(item => item.person))
        {
            var place = old.PlaceOf(person);
            builder.Keep(next, place < 0 ? ~place : place);
            next = place < 0 ? ~place : place + 1;
            if (place >= 0) left.Add(place);
            if (isGone) continue;
            come.Add(builder.Persons);
            Add(builder, Journeys.From(person, events.EventsOf(person), measurement.Attribution, ads), events);
        }

        builder.Keep(next, old.Persons.Count);
        var store = builder.Build();
        var counts = before is null
            ? PathLevels.Count(store, measurement.Attribution)
            : PathLevels.Changed(before.Counts, old, left, store, come, measurement.Attribution);
        return new(store, counts) { Changed = changed, Gone = gone };
    }

    private bool[] Restated(JourneyStore store) => [.. store.Codes.Select(code => code.Entry != Entry(code.Code.Channel, code.LinkCampaign, code.LinkAd))];

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
