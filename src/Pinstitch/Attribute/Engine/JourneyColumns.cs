namespace Pinstitch.Attribute.Engine;

/// <summary>Journeys in columns, with the records that they came from.</summary>
public sealed class JourneyColumns
{
    private readonly IReadOnlyList<Journey> journeys;

    private JourneyColumns(IReadOnlyList<Journey> journeys, TouchTable touches, OrderTable orders, IReadOnlyList<TouchCode> codes, IReadOnlyList<Touch> touchRecords, IReadOnlyList<Order> orderRecords)
    {
        this.journeys = journeys;
        Touches = touches;
        Orders = orders;
        Codes = codes;
        TouchRecords = touchRecords;
        OrderRecords = orderRecords;
    }

    public TouchTable Touches { get; }

    public OrderTable Orders { get; }

    /// <summary>Codes in order of first appearance.</summary>
    public IReadOnlyList<TouchCode> Codes { get; }

    /// <summary>The touch at each place of the table.</summary>
    public IReadOnlyList<Touch> TouchRecords { get; }

    public IReadOnlyList<Order> OrderRecords { get; }

    public bool HasBrowser(int order) => journeys[Orders.Persons[order]].HasBrowser;

    /// <param name="journeys">Touches sorted by time, orders too.</param>
    /// <param name="ordersOf">Which of a journey's orders or conversions are meant; sorted by time.</param>
    public static JourneyColumns Of(IReadOnlyList<Journey> journeys, Func<Journey, IReadOnlyList<Order>> ordersOf)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        ArgumentNullException.ThrowIfNull(ordersOf);
        var packed = new List<ulong>();
        var starts = new int[journeys.Count + 1];
        var codes = new List<TouchCode>();
        var numbers = new Dictionary<TouchCode, int>();
        var touchRecords = new List<Touch>();
        var (persons, times, values, orderRecords) = (new List<int>(), new List<long>(), new List<long>(), new List<Order>());
        for (var person = 0; person < journeys.Count; person++)
        {
            var touches = journeys[person].Touches;
            var epoch = EpochOf(touches);
            foreach (var touch in touches)
            {
                var time = Milliseconds(touch.Time) - epoch;
                if (time < 0) continue;
                var key = TouchCode.Of(touch);
                if (!numbers.TryGetValue(key, out var code))
                {
                    numbers[key] = code = codes.Count;
                    codes.Add(key);
                }

                packed.Add(TouchTable.Pack(time, code));
                touchRecords.Add(touch);
            }

            starts[person + 1] = packed.Count;
            foreach (var order in ordersOf(journeys[person]))
            {
                persons.Add(person);
                times.Add(Milliseconds(order.PlacedAt) - epoch);
                values.Add(order.Net);
                orderRecords.Add(order);
            }
        }

        return new(journeys, new([.. packed], starts), new([.. persons], [.. times], [.. values]), codes, touchRecords, orderRecords);
    }

    /// <summary>
    /// Times are only compared within a person, so each has an epoch of its own. Of a journey of more than 8.7 years the
    /// beginning is left out.
    /// </summary>
    internal static long EpochOf(IReadOnlyList<Touch> touches) =>
        touches.Count == 0 ? 0 : Math.Max(Milliseconds(touches[0].Time), Milliseconds(touches[^1].Time) - TouchTable.LatestTime);

    /// <summary>Both times are cut to the millisecond before they are compared.</summary>
    internal static long Milliseconds(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMillisecond;
}
