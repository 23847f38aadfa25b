using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// A seeded shop: touches in shuffled order, orders by person. Five channels of ten campaigns; paths of mean length 5;
/// about 18 % of persons convert; a tenth of the orders have no touch; 15 % of touches are views.
/// </summary>
internal sealed class TouchRows
{
    public const int Campaigns = 50;
    public const int Channels = 5;
    public const long Day = 86_400_000;

    private TouchRows(int[] persons, ulong[] packed, int personCount, OrderTable orders)
    {
        Persons = persons;
        Packed = packed;
        PersonCount = personCount;
        Orders = orders;
    }

    /// <summary>Whose each touch is.</summary>
    public int[] Persons { get; }

    /// <summary>Time and code; the code is campaign × 2, plus 1 for a view.</summary>
    public ulong[] Packed { get; }

    public int PersonCount { get; }

    public OrderTable Orders { get; }

    public int Count => Packed.Length;

    public static TouchRows Make(int touches, ulong seed)
    {
        var draw = new Draws(seed);
        var personCount = touches / 5;
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
            var time = draw.Below(60 * Day);
            for (var touch = 0; touch < length; touch++)
            {
                // Channels differ in size, campaigns within a channel too.
                var channel = Math.Min(draw.Below(Channels), draw.Below(Channels));
                var campaign = (channel * 10) + Math.Min(draw.Below(10), draw.Below(10));
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

        return new(persons, packed, personCount, new([.. orderPersons], [.. orderTimes], [.. orderValues]));
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
