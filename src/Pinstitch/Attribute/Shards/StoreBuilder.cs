using System.Runtime.InteropServices;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Shards;

/// <summary>
/// Puts a store together, in order of persons' ids, from another store and from journeys. What is kept is noted as ranges,
/// and copied once, when it is known how large the store will be.
/// </summary>
internal sealed class StoreBuilder
{
    private readonly JourneyStore old;
    private readonly List<(bool IsOld, int First, int End)> ranges = [];
    private readonly List<StoredPerson> persons = [];
    private readonly List<ulong> touches = [];
    private readonly List<int> starts = [0];
    private readonly List<int> orderPersons = [];
    private readonly List<long> orderTimes = [];
    private readonly List<long> orderValues = [];
    private readonly List<StoredCode> codes = [];
    private readonly Dictionary<StoredCode, int> numbers = [];

    /// <param name="old">The store that persons can be taken over from; its codes keep their numbers here.</param>
    public StoreBuilder(JourneyStore old)
    {
        this.old = old;
        foreach (var code in old.Codes) Number(code);
    }

    /// <summary>Persons so far: the place of the next one.</summary>
    public int Persons { get; private set; }

    /// <summary>Takes persons over as they are.</summary>
    /// <param name="first">Place of the first in the old store.</param>
    /// <param name="end">Place after the last.</param>
    public void Keep(int first, int end)
    {
        if (first < end) Take(isOld: true, first, end);
    }

    /// <summary>Adds a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="journey">With the orders that count.</param>
    /// <param name="entryOf">What the ad platforms know by channel, link's campaign and link's ad.</param>
    public void Add(StoredPerson person, Journey journey, Func<string, string?, string?, string> entryOf)
    {
        var epoch = JourneyColumns.EpochOf(journey.Touches);
        foreach (var touch in journey.Touches)
        {
            var time = JourneyColumns.Milliseconds(touch.Time) - epoch;
            if (time < 0) continue;
            touches.Add(TouchTable.Pack(time, Number(new(TouchCode.Of(touch), touch.LinkCampaign, touch.LinkAd, entryOf(touch.Channel, touch.LinkCampaign, touch.LinkAd)))));
        }

        foreach (var order in journey.Orders)
        {
            orderPersons.Add(persons.Count);
            orderTimes.Add(JourneyColumns.Milliseconds(order.PlacedAt) - epoch);
            orderValues.Add(order.Net);
        }

        persons.Add(person);
        starts.Add(touches.Count);
        Take(isOld: false, persons.Count - 1, persons.Count);
    }

    /// <summary>The store, with codes that nobody has left out and the others in order.</summary>
    public JourneyStore Build()
    {
        var added = new JourneyStore([.. persons], new([.. touches], [.. starts]), new([.. orderPersons], [.. orderTimes], [.. orderValues]), codes);
        var columns = new StoreColumns(ranges.Sum(Touches), Persons, ranges.Sum(Orders));
        foreach (var (isOld, first, end) in ranges) columns.Add(isOld ? old : added, first, end);
        return columns.Build(Settle(columns.Packed));

        int Touches((bool IsOld, int First, int End) range) => Of(range).Touches.Starts[range.End] - Of(range).Touches.Starts[range.First];
        int Orders((bool IsOld, int First, int End) range) => Of(range).OrderStart(range.End) - Of(range).OrderStart(range.First);
        JourneyStore Of((bool IsOld, int First, int End) range) => range.IsOld ? old : added;
    }

    private void Take(bool isOld, int first, int end)
    {
        Persons += end - first;
        if (ranges.Count > 0 && ranges[^1] is var last && last.IsOld == isOld && last.End == first) ranges[^1] = (isOld, last.First, end);
        else ranges.Add((isOld, first, end));
    }

    /// <summary>Number of a code here.</summary>
    private int Number(StoredCode code)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, code, out var isKnown);
        if (isKnown) return number;
        number = codes.Count;
        codes.Add(code);
        return number;
    }

    /// <summary>Numbers the touches' codes anew where it has to be.</summary>
    private List<StoredCode> Settle(Span<ulong> packed)
    {
        var isUsed = new bool[codes.Count];
        foreach (var touch in packed) isUsed[TouchTable.CodeOf(touch)] = true;
        // The old ones are in order.
        if (codes.Count == old.Codes.Count && !isUsed.Contains(false)) return codes;
        int[] used = [.. Enumerable.Range(0, codes.Count).Where(code => isUsed[code]).OrderBy(code => codes[code].Place, StringComparer.Ordinal)];
        var place = new int[codes.Count];
        for (var code = 0; code < used.Length; code++) place[used[code]] = code;
        foreach (ref var touch in packed) touch = TouchTable.Pack(TouchTable.TimeOf(touch), place[TouchTable.CodeOf(touch)]);
        return [.. used.Select(code => codes[code])];
    }
}
