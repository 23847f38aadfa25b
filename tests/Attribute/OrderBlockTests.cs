using CsCheck;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Engine;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

public sealed class OrderBlockTests
{
    private const long Day = 86_400_000;

    private static readonly AttributionModel[] Models =
    [
        new FirstClick(), new LastClick(), new Linear(), new TimeDecay(), new TimeDecay(0.01), new PositionBased(), new PositionBased(0, 0),
        new PositionBased(1, 0), new PositionBased(0.3m, 0.3m), new PositionBased(0.3333m, 0.1m),
    ];

    private static readonly Gen<long> Times = Gen.Frequency((6, Gen.Long[0, 60 * Day]), (1, Gen.Long[0, 20]));

    private static readonly Gen<(long[] Times, long At, long Value)> OrderOf = Gen.Select(
        Gen.Frequency((6, Times.Array[0, 12]), (1, Times.Array[28, 40])),
        Gen.Long[0, 60 * Day],
        Gen.Frequency((4, Gen.Long[0, 40_000]), (1, Gen.Long[-500, 5]), (1, Gen.Long[(1L << 31) - 3, (1L << 31) + 3]), (1, Gen.Long[0, 1L << 31])));

    /// <summary>Many orders at once, of persons of no, few and many touches, against each model's own split of each order.</summary>
    [Fact]
    public void Orders_in_a_block_get_the_cents_and_weights_that_each_gets_alone() =>
        OrderOf.Array[1, 90].Holds(persons =>
        {
            var settings = new AttributionSettings(30, 30, 1, Models) { Views = new(ViewUse.AsClick), Ranks = new(1, 1, 1) };
            TouchCode[] codes = [new(TouchKind.Click, "email", null), new(TouchKind.View, "meta_paid", null)];
            var packed = new List<ulong>();
            var starts = new List<int> { 0 };
            foreach (var (times, _, _) in persons)
            {
                packed.AddRange(times.Order().Select(time => TouchTable.Pack(time, (int)(time % 7 / 6))));
                starts.Add(packed.Count);
            }

            var table = new TouchTable([.. packed], [.. starts]);
            var orders = new OrderTable([.. Enumerable.Range(0, persons.Length)], [.. persons.Select(person => person.At)], [.. persons.Select(person => person.Value)]);
            var sink = new Expected(table, orders);
            new CreditPass(table, orders, new(codes, [0, 1], settings), settings).Run(0, orders.Count, ref sink);
            Assert.Equal(persons.Length, sink.Seen);
        }, iter: 150);

    private struct Expected(TouchTable table, OrderTable orders) : ICreditSink
    {
        private readonly List<int> counting = [];

        public int Seen { get; private set; }

        private readonly IEnumerable<int> Counting(int order)
        {
            for (var touch = table.Starts[order]; touch < table.Starts[order + 1]; touch++)
            {
                var age = orders.Times[order] - TouchTable.TimeOf(table.Packed[touch]);
                if (age >= 0 && age <= (TouchTable.CodeOf(table.Packed[touch]) == 0 ? 30 : 1) * Day) yield return touch;
            }
        }

        public void Begin(int order, ReadOnlySpan<int> touches)
        {
            Assert.Equal(Seen++, order);
            counting.Clear();
            counting.AddRange(Counting(order));
            Assert.Equal(counting, touches.ToArray());
        }

        public readonly void Credit(int order, int model, in TouchPath path, ReadOnlySpan<long> weights, ReadOnlySpan<long> cents)
        {
            var ages = new long[counting.Count];
            for (var touch = 0; touch < ages.Length; touch++) ages[touch] = orders.Times[order] - TouchTable.TimeOf(table.Packed[counting[touch]]);
            Assert.Equal(ages, path.Ages.ToArray());
            var (ofWeights, ofCents) = (new long[ages.Length], new long[ages.Length]);
            Models[model].Split(orders.Values[order], new() { Ages = ages, Codes = new int[ages.Length], Touches = new int[ages.Length], MemberOf = [0] }, ofWeights, ofCents);
            Assert.Equal(ofWeights, weights.ToArray());
            Assert.Equal(ofCents, cents.ToArray());
        }

        public readonly void All(int order, int model, in TouchPath path, int touch, long cents)
        {
            Assert.Equal(counting[model == 0 ? 0 : ^1], path.Touches[touch]);
            Assert.Equal(orders.Values[order], cents);
        }

        public void Unattributed(int order, bool hadTouch)
        {
            Assert.Equal(Seen++, order);
            Assert.Empty(Counting(order));
            Assert.Equal(hadTouch, table.Starts[order] < table.Starts[order + 1] && TouchTable.TimeOf(table.Packed[table.Starts[order]]) <= orders.Times[order]);
        }
    }
}
