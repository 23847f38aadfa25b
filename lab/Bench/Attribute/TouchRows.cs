using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// A seeded shop: touches in shuffled order, orders by person. Five channels of as many campaigns each; paths of mean length 5;
/// about 18 % of persons convert; a tenth of the orders have no touch; 15 % of touches are views.
/// </summary>
internal sealed class TouchRows
{
    public const int Channels = 5;
    public const long Day = 86_400_000;

    private TouchRows(int[] persons, ulong[] packed, int personCount, int campaigns, OrderTable orders)
    {
        Persons = persons;
        Packed = packed;
        PersonCount = personCount;
        Campaigns = campaigns;
        Orders = orders;
    }

    /// <summary>Whose each touch is.</summary>
    public int[] Persons { get; }

    /// <summary>Time and code; the code is campaign × 2, plus 1 for a view.</summary>
    public ulong[] Packed { get; }

    public int PersonCount { get; }

    /// <summary>In all channels together.</summary>
    public int Campaigns { get; }

    public OrderTable Orders { get; }

    public int Count => Packed.Length;

    /// <param name="touches">How many.</param>
    /// <param name="seed">Other seeds make other persons.</param>
    /// <param name="campaigns">A multiple of <see cref="Channels"/>.</param>
    /// <param name="days">Days on which journeys begin.</param>
    public static TouchRows Make(int touches, ulong seed, int campaigns = 50, int days = 60)
    {
        var draw = new Draws(seed);
        var personCount = touches / 5;
        var ofChannel = campaigns / Channels;
        var (persons, packed) = (new int[touches], new ulong[touches]);
        var (orderPersons, orderTimes, orderValues) = (new List<int>(), new List<long>(), new List<long>());
        var made = 0;
        for (var person = 0; person < personCount; person++)
        {
            // Lengths are geometric with mean 5; the last person takes up what is left.
            var length = 1;
            while (draw.Below(5) != 0) length++;
            length = Math.Min(length, touches - made);
            if (person == personCount - 1) length = touches - made;
            var time = draw.Below(days * Day);
            for (var touch = 0; touch < length; touch++)
            {
                // Channels differ in size, campaigns within a channel too.
                var channel = Math.Min(draw.Below(Channels), draw.Below(Channels));
                var campaign = (channel * ofChannel) + Math.Min(draw.Below(ofChannel), draw.Below(ofChannel));
                persons[made] = person;
                packed[made++] = TouchTable.Pack(time, (int)(campaign * 2) + (draw.Below(100) < 15 ? 1 : 0));
                time += draw.Below(8 * Day);
            }

            if (draw.Below(100) >= 18) continue;
            orderPersons.Add(person);
            // A tenth comes long after, or before, any touch that could have led to it.
            orderTimes.Add(draw.Below(10) == 0 ? time + (200 * Day) : Math.Max(0, time - draw.Below(6 * Day)));
            orderValues.Add(1_000 + draw.Below(30_000));
        }

        for (var row = touches - 1; row > 0; row--)
        {
            var other = (int)draw.Below(row + 1);
            (persons[row], persons[other]) = (persons[other], persons[row]);
            (packed[row], packed[other]) = (packed[other], packed[row]);
        }

        return new(persons, packed, personCount, campaigns, new([.. orderPersons], [.. orderTimes], [.. orderValues]));
    }

    /// <summary>Orders alone, of persons whose touches are grouped already.</summary>
    public static TouchRows Of(int personCount, int campaigns, OrderTable orders) => new([], [], personCount, campaigns, orders);

    /// <summary>The same persons with other orders.</summary>
    public TouchRows With(OrderTable orders) => new(Persons, Packed, PersonCount, Campaigns, orders);

    /// <summary>What happened from one time to another.</summary>
    public TouchRows Between(long from, long to)
    {
        bool IsIn(long time) => time >= from && time < to;
        int[] rows = [.. Enumerable.Range(0, Count).Where(row => IsIn(TouchTable.TimeOf(Packed[row])))];
        int[] orders = [.. Enumerable.Range(0, Orders.Count).Where(order => IsIn(Orders.Times[order]))];
        return new(
            Array.ConvertAll(rows, row => Persons[row]),
            Array.ConvertAll(rows, row => Packed[row]),
            PersonCount,
            Campaigns,
            new(Array.ConvertAll(orders, order => Orders.Persons[order]), Array.ConvertAll(orders, order => Orders.Times[order]), Array.ConvertAll(orders, order => Orders.Values[order])));
    }

    private struct Draws(ulong seed)
    {
        private ulong state = seed;

        public long Below(long bound)
        {
            state += 0x9E3779B97F4A7C15;
            var value = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return (long)((value ^ (value >> 31)) % (ulong)bound);
        }
    }
}
