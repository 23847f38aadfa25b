using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// Credit and counts after a day, from those before it. Only persons with a new touch or order are looked at. Whoever has a
/// new order: their paths as they were are taken away, as they are are added. Of all others the chain remembers no more than
/// the last touch, and a path that goes on without an order is one step more: the rest of it would be taken away and added again.
/// </summary>
/// <param name="known">Up to the day.</param>
/// <param name="touches">The same, grouped.</param>
/// <param name="day">Touches in any order, and orders.</param>
internal sealed class DayUpdate(TouchRows known, TouchTable touches, TouchRows day)
{
    private const int Ahead = 8;

    /// <summary>How many persons had a touch or an order.</summary>
    public int Persons { get; private set; }

    public (long[] Cents, TransitionCounts Transitions, ShapleyCounts Shapley) Run(long[] cents, Statistics counts)
    {
        var bits = Touched();
        var persons = List(bits);
        Persons = persons.Length;
        var fresh = Group(bits, persons.Length);
        var (transitions, shapley) = (new TransitionCounts(known.Campaigns, 1), new ShapleyCounts(known.Campaigns));
        transitions.Add(counts.Transitions!);
        shapley.Add(counts.Shapley!);
        var (before, after, newOrders) = Journeys(persons, fresh, transitions);
        var gone = new Engine(before.Rows).Count(before.Touches, 1, true, 1);
        var come = new Engine(after.Rows).Count(after.Touches, 1, true, 1);
        transitions.Add(gone.Transitions!, -1);
        transitions.Add(come.Transitions!);
        shapley.Add(gone.Shapley!, -1);
        shapley.Add(come.Shapley!);
        var sum = new Engine(after.Rows.With(newOrders)).Rules(after.Touches, 1);
        for (var place = 0; place < sum.Length; place++) sum[place] += cents[place];
        Markov.Fit(transitions);
        shapley.Conversions();
        return (sum, transitions, shapley);
    }

    private ulong[] Touched()
    {
        var bits = new ulong[(known.PersonCount + 63) / 64];
        foreach (var person in day.Persons) bits[person >> 6] |= 1UL << person;
        foreach (var person in day.Orders.Persons) bits[person >> 6] |= 1UL << person;
        return bits;
    }

    private static int[] List(ulong[] bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        var persons = new int[count];
        var place = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1) persons[place++] = (word << 6) + BitOperations.TrailingZeroCount(left);
        }

        return persons;
    }

    /// <summary>The day's touches by person; a person's number is the place among those who had any, by counting bits.</summary>
    private TouchTable Group(ulong[] bits, int persons)
    {
        var ranks = new int[bits.Length];
        for (var word = 1; word < bits.Length; word++) ranks[word] = ranks[word - 1] + BitOperations.PopCount(bits[word - 1]);
        var places = new int[day.Count];
        for (var row = 0; row < places.Length; row++)
        {
            var person = day.Persons[row];
            places[row] = ranks[person >> 6] + BitOperations.PopCount(bits[person >> 6] & ((1UL << person) - 1));
        }

        return TouchGrouping.Group(places, day.Packed, persons);
    }

    /// <summary>Counts the steps of those without a new order, and gives the journeys of the others before the day and after it.</summary>
    private ((TouchRows Rows, TouchTable Touches) Before, (TouchRows Rows, TouchTable Touches) After, OrderTable NewOrders) Journeys(int[] persons, TouchTable fresh, TransitionCounts transitions)
    {
        var (old, all, newOrders) = (new Journey(), new Journey(), new Journey());
        var path = new int[fresh.Longest + 1];
        var (order, newOrder) = (0, 0);
        for (var place = 0; place < persons.Length; place++)
        {
            if (place + Ahead < persons.Length) Prefetch(persons[place + Ahead]);
            var person = persons[place];
            while (order < known.Orders.Count && known.Orders.Persons[order] < person) order++;
            var news = fresh.Packed.AsSpan(fresh.Starts[place], fresh.Starts[place + 1] - fresh.Starts[place]);
            var (first, end) = (touches.Starts[person], touches.Starts[person + 1]);
            if (newOrder == day.Orders.Count || day.Orders.Persons[newOrder] != person)
            {
                var lastOrder = long.MinValue;
                for (; order < known.Orders.Count && known.Orders.Persons[order] == person; order++) lastOrder = known.Orders.Times[order];
                var count = 0;
                if (end > first && TouchTable.TimeOf(touches.Packed[end - 1]) > lastOrder) path[count++] = Engine.MemberOf(touches.Packed[end - 1]);
                if (count > 0) transitions.Add(path.AsSpan(0, 1), 0, 0, -1);
                foreach (var touch in news) path[count++] = Engine.MemberOf(touch);
                transitions.Add(path.AsSpan(0, count), 0, 0, 1);
                continue;
            }

            for (; order < known.Orders.Count && known.Orders.Persons[order] == person; order++)
            {
                old.Add(known.Orders, order);
                all.Add(known.Orders, order);
            }

            for (; newOrder < day.Orders.Count && day.Orders.Persons[newOrder] == person; newOrder++)
            {
                all.Add(day.Orders, newOrder);
                newOrders.Add(day.Orders, newOrder);
            }

            old.Close(touches.Packed.AsSpan(first, end - first), []);
            all.Close(touches.Packed.AsSpan(first, end - first), news);
            newOrders.Close([], []);
        }

        return (old.In(known.Campaigns), all.In(known.Campaigns), newOrders.Orders);
    }

    private unsafe void Prefetch(int person)
    {
        var end = touches.Starts[person + 1];
        if (Sse.IsSupported && end > 0) Sse.Prefetch0(Unsafe.AsPointer(ref touches.Packed[end - 1]));
    }

    /// <summary>Touches and orders, person by person.</summary>
    private sealed class Journey
    {
        private readonly List<ulong> packed = [];
        private readonly List<int> starts = [0];
        private readonly List<int> persons = [];
        private readonly List<long> times = [];
        private readonly List<long> values = [];

        public OrderTable Orders => new([.. persons], [.. times], [.. values]);

        /// <summary>Adds an order of the person that is closed next.</summary>
        public void Add(OrderTable from, int order)
        {
            persons.Add(starts.Count - 1);
            times.Add(from.Times[order]);
            values.Add(from.Values[order]);
        }

        public void Close(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> since)
        {
            packed.AddRange(before);
            packed.AddRange(since);
            starts.Add(packed.Count);
        }

        public (TouchRows Rows, TouchTable Touches) In(int campaigns) => (TouchRows.Of(starts.Count - 1, campaigns, Orders), new([.. packed], [.. starts]));
    }
}
