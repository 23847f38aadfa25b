namespace Pinstitch.Attribute.Shards;

/// <summary>The columns of a store that is being put together from ranges of others.</summary>
/// <param name="touches">How many touches there will be.</param>
/// <param name="persons">How many persons.</param>
/// <param name="orders">How many orders.</param>
internal sealed class StoreColumns(int touches, int persons, int orders)
{
    private readonly StoredPerson[] people = GC.AllocateUninitializedArray<StoredPerson>(persons);
    private readonly ulong[] packed = GC.AllocateUninitializedArray<ulong>(touches);
    private readonly int[] starts = new int[persons + 1];
    private readonly int[] orderPersons = new int[orders];
    private readonly long[] orderTimes = new long[orders];
    private readonly long[] orderValues = new long[orders];
    private int person;
    private int touch;
    private int order;

    public Span<ulong> Packed => packed;

    /// <summary>Adds persons with all that is theirs.</summary>
    /// <param name="from">The store that has them; codes of its touches stay as they are.</param>
    /// <param name="first">Place of the first there.</param>
    /// <param name="end">Place after the last.</param>
    public void Add(JourneyStore from, int first, int end)
    {
        var (firstTouch, firstOrder) = (from.Touches.Starts[first], from.OrderStart(first));
        var (lastTouch, lastOrder) = (from.Touches.Starts[end], from.OrderStart(end));
        from.PersonSpan[first..end].CopyTo(people.AsSpan(person));
        from.Touches.Packed.AsSpan(firstTouch..lastTouch).CopyTo(packed.AsSpan(touch));
        for (var place = first; place < end; place++) starts[person + place - first + 1] = from.Touches.Starts[place + 1] - firstTouch + touch;
        for (var place = firstOrder; place < lastOrder; place++) orderPersons[order + place - firstOrder] = from.Orders.Persons[place] - first + person;
        from.Orders.Times.AsSpan(firstOrder..lastOrder).CopyTo(orderTimes.AsSpan(order));
        from.Orders.Values.AsSpan(firstOrder..lastOrder).CopyTo(orderValues.AsSpan(order));
        (person, touch, order) = (person + end - first, touch + lastTouch - firstTouch, order + lastOrder - firstOrder);
    }

    public JourneyStore Build(IReadOnlyList<StoredCode> codes) => new(people, new(packed, starts), new(orderPersons, orderTimes, orderValues), codes);
}
