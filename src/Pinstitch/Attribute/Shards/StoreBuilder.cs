using System.Runtime.InteropServices;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Shards;

/// <summary>Puts a store together, in order of persons' ids, from another store and from journeys.</summary>
internal sealed class StoreBuilder
{
    private readonly JourneyStore old;
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

    /// <summary>Number of a code here.</summary>
    private int Number(StoredCode code)
    {
        if (numbers.TryGetValue(code, out var number)) return number;
        numbers[code] = number = codes.Count;
        codes.Add(code);
        return number;
    }

    public int Persons => persons.Count;

    /// <summary>Takes persons over as they are.</summary>
    /// <param name="first">Place of the first in the old store.</param>
    /// <param name="end">Place after the last.</param>
    public void Keep(int first, int end)
    {
        if (first == end) return;
        var (firstTouch, firstOrder) = (old.Touches.Starts[first], old.OrderStart(first));
        var (touchesBefore, personsBefore, ordersBefore) = (touches.Count, persons.Count, orderPersons.Count);
        Append(persons, old.PersonSpan[first..end]);
        Append(touches, old.Touches.Packed.AsSpan(firstTouch, old.Touches.Starts[end] - firstTouch));
        Append(starts, old.Touches.Starts.AsSpan(first + 1, end - first));
        foreach (ref var start in CollectionsMarshal.AsSpan(starts)[(personsBefore + 1)..]) start += touchesBefore - firstTouch;
        var orders = old.OrderStart(end) - firstOrder;
        Append(orderPersons, old.Orders.Persons.AsSpan(firstOrder, orders));
        foreach (ref var person in CollectionsMarshal.AsSpan(orderPersons)[ordersBefore..]) person += personsBefore - first;
        Append(orderTimes, old.Orders.Times.AsSpan(firstOrder, orders));
        Append(orderValues, old.Orders.Values.AsSpan(firstOrder, orders));
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

        foreach (var order in journey.Orders) AddOrder(JourneyColumns.Milliseconds(order.PlacedAt) - epoch, order.Net);
        Close(person);
    }

    private static void Append<T>(List<T> list, ReadOnlySpan<T> items)
    {
        var count = list.Count;
        CollectionsMarshal.SetCount(list, count + items.Length);
        items.CopyTo(CollectionsMarshal.AsSpan(list)[count..]);
    }

    private void AddOrder(long time, long value)
    {
        orderPersons.Add(persons.Count);
        orderTimes.Add(time);
        orderValues.Add(value);
    }

    private void Close(in StoredPerson person)
    {
        persons.Add(person);
        starts.Add(touches.Count);
    }

    /// <summary>The store, with codes that nobody has left out and the others in order.</summary>
    public JourneyStore Build()
    {
        var packed = CollectionsMarshal.AsSpan(touches);
        var isUsed = new bool[codes.Count];
        foreach (var touch in packed) isUsed[TouchTable.CodeOf(touch)] = true;
        int[] used = [.. Enumerable.Range(0, codes.Count).Where(code => isUsed[code]).OrderBy(code => codes[code].Place, StringComparer.Ordinal)];
        var place = new int[codes.Count];
        for (var code = 0; code < used.Length; code++) place[used[code]] = code;
        if (used.Length < codes.Count || used.Where((code, now) => code != now).Any())
        {
            foreach (ref var touch in packed) touch = TouchTable.Pack(TouchTable.TimeOf(touch), place[TouchTable.CodeOf(touch)]);
        }

        return new([.. persons], new([.. touches], [.. starts]), new([.. orderPersons], [.. orderTimes], [.. orderValues]), [.. used.Select(code => codes[code])]);
    }
}
