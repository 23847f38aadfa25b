using System.Numerics;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// Credit and counts after a day, from those before it. Only persons with a new touch or order are looked at: their paths as
/// they were are taken away, as they are are added. Of a person without a new order the chain remembers no more than the last
/// touches, so these alone stand for the path before; what is left out would be taken away and added again.
/// </summary>
internal sealed class DayUpdate
{
    private const int ChainOrder = 1;

    private readonly TouchRows known;
    private readonly TouchTable touches;
    private readonly TouchRows day;

    /// <param name="known">Up to the day.</param>
    /// <param name="touches">The same, grouped.</param>
    /// <param name="day">Touches in any order, and orders.</param>
    public DayUpdate(TouchRows known, TouchTable touches, TouchRows day) => (this.known, this.touches, this.day) = (known, touches, day);

    /// <summary>How many persons had a touch or an order.</summary>
    public int Persons { get; private set; }

    public (long[] Cents, TransitionCounts Transitions, ShapleyCounts Shapley) Run(long[] cents, Statistics counts)
    {
        var (persons, placeOf) = Touched();
        Persons = persons.Length;
        var places = new int[day.Count];
        for (var row = 0; row < places.Length; row++) places[row] = placeOf(day.Persons[row]);
        var fresh = TouchGrouping.Group(places, day.Packed, persons.Length);
        var (before, after, newOrders) = Journeys(persons, fresh);
        var (ofBefore, ofAfter) = (new Engine(before.Rows), new Engine(after.Rows));
        var gone = ofBefore.Count(before.Touches, ChainOrder, true, 1);
        var come = ofAfter.Count(after.Touches, ChainOrder, true, 1);
        var (transitions, shapley) = (new TransitionCounts(known.Campaigns, ChainOrder), new ShapleyCounts(known.Campaigns));
        transitions.Add(counts.Transitions!);
        transitions.Add(gone.Transitions!, -1);
        transitions.Add(come.Transitions!);
        shapley.Add(counts.Shapley!);
        shapley.Add(gone.Shapley!, -1);
        shapley.Add(come.Shapley!);
        var ofNew = new Engine(after.Rows.With(newOrders)).Rules(after.Touches, 1);
        var sum = new long[cents.Length];
        for (var place = 0; place < sum.Length; place++) sum[place] = cents[place] + ofNew[place];
        Markov.Fit(transitions);
        shapley.Conversions();
        return (sum, transitions, shapley);
    }

    /// <summary>Who had a touch or an order, in order, and each one's place among them: by counting bits.</summary>
    private (int[] Persons, Func<int, int> PlaceOf) Touched()
    {
        var bits = new ulong[(known.PersonCount + 63) / 64];
        foreach (var person in day.Persons) bits[person >> 6] |= 1UL << person;
        foreach (var person in day.Orders.Persons) bits[person >> 6] |= 1UL << person;
        var ranks = new int[bits.Length + 1];
        for (var word = 0; word < bits.Length; word++) ranks[word + 1] = ranks[word] + BitOperations.PopCount(bits[word]);
        var persons = new int[ranks[^1]];
        var place = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1) persons[place++] = (word << 6) + BitOperations.TrailingZeroCount(left);
        }

        return (persons, person => ranks[person >> 6] + BitOperations.PopCount(bits[person >> 6] & ((1UL << person) - 1)));
    }

    /// <summary>The journeys of these persons before the day and after it, as far as they matter.</summary>
    private ((TouchRows Rows, TouchTable Touches) Before, (TouchRows Rows, TouchTable Touches) After, OrderTable NewOrders) Journeys(int[] persons, TouchTable fresh)
    {
        var (old, all) = (new List<ulong>(2 * persons.Length), new List<ulong>((2 * persons.Length) + fresh.Packed.Length));
        var (oldStarts, allStarts) = (new int[persons.Length + 1], new int[persons.Length + 1]);
        var (oldOrders, allOrders, newOrders) = (new Orders(), new Orders(), new Orders());
        var (order, newOrder) = (0, 0);
        for (var place = 0; place < persons.Length; place++)
        {
            var person = persons[place];
            order = Skip(known.Orders, order, person);
            var hasNewOrder = newOrder < day.Orders.Count && day.Orders.Persons[newOrder] == person;
            var (first, end) = (touches.Starts[person], touches.Starts[person + 1]);
            for (; order < known.Orders.Count && known.Orders.Persons[order] == person; order++)
            {
                if (!hasNewOrder)
                {
                    // What led to it stays as it is.
                    while (first < end && TouchTable.TimeOf(touches.Packed[first]) <= known.Orders.Times[order]) first++;
                    continue;
                }

                oldOrders.Add(place, known.Orders, order);
                allOrders.Add(place, known.Orders, order);
            }

            if (!hasNewOrder) first = Math.Max(first, end - ChainOrder);
            for (; hasNewOrder && newOrder < day.Orders.Count && day.Orders.Persons[newOrder] == person; newOrder++)
            {
                allOrders.Add(place, day.Orders, newOrder);
                newOrders.Add(place, day.Orders, newOrder);
            }

            old.AddRange(touches.Packed.AsSpan(first, end - first));
            all.AddRange(touches.Packed.AsSpan(first, end - first));
            all.AddRange(fresh.Packed.AsSpan(fresh.Starts[place], fresh.Starts[place + 1] - fresh.Starts[place]));
            (oldStarts[place + 1], allStarts[place + 1]) = (old.Count, all.Count);
        }

        return (Of(old, oldStarts, oldOrders), Of(all, allStarts, allOrders), newOrders.ToTable());
    }

    private (TouchRows Rows, TouchTable Touches) Of(List<ulong> packed, int[] starts, Orders orders) =>
        (TouchRows.Of(starts.Length - 1, known.Campaigns, orders.ToTable()), new([.. packed], starts));

    private static int Skip(OrderTable orders, int order, int person)
    {
        while (order < orders.Count && orders.Persons[order] < person) order++;
        return order;
    }

    private sealed class Orders
    {
        private readonly List<int> persons = [];
        private readonly List<long> times = [];
        private readonly List<long> values = [];

        public void Add(int person, OrderTable from, int order)
        {
            persons.Add(person);
            times.Add(from.Times[order]);
            values.Add(from.Values[order]);
        }

        public OrderTable ToTable() => new([.. persons], [.. times], [.. values]);
    }
}
