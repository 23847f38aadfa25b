using System.Runtime.InteropServices;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Shards;

/// <summary>Puts a store together, person by person in order of id, from another store or from journeys.</summary>
internal sealed class StoreBuilder
{
    private readonly List<StoredPerson> persons = [];
    private readonly List<ulong> touches = [];
    private readonly List<int> starts = [0];
    private readonly List<int> orderPersons = [];
    private readonly List<long> orderTimes = [];
    private readonly List<long> orderValues = [];
    private readonly List<StoredCode> codes = [];
    private readonly Dictionary<StoredCode, int> numbers = [];

    /// <summary>Number of a code here.</summary>
    public int Number(StoredCode code)
    {
        if (numbers.TryGetValue(code, out var number)) return number;
        numbers[code] = number = codes.Count;
        codes.Add(code);
        return number;
    }

    public int Persons => persons.Count;

    /// <summary>Takes a person over.</summary>
    /// <param name="from">Where the journey is.</param>
    /// <param name="person">The person's place there.</param>
    /// <param name="codeOf">The number here of each code there.</param>
    public void Add(JourneyStore from, int person, ReadOnlySpan<int> codeOf)
    {
        for (var touch = from.Touches.Starts[person]; touch < from.Touches.Starts[person + 1]; touch++)
        {
            var packed = from.Touches.Packed[touch];
            touches.Add(TouchTable.Pack(TouchTable.TimeOf(packed), codeOf[TouchTable.CodeOf(packed)]));
        }

        for (var order = from.OrderStart(person); order < from.OrderStart(person + 1); order++) AddOrder(from.Orders.Times[order], from.Orders.Values[order]);
        Close(from.Persons[person]);
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
        foreach (ref var touch in packed) touch = TouchTable.Pack(TouchTable.TimeOf(touch), place[TouchTable.CodeOf(touch)]);
        return new([.. persons], new([.. touches], [.. starts]), new([.. orderPersons], [.. orderTimes], [.. orderValues]), [.. used.Select(code => codes[code])]);
    }
}
