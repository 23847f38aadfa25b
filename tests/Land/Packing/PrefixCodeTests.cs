using CsCheck;
using Pinstitch.Land.Packing;

namespace Pinstitch.Tests.Land.Packing;

/// <summary>What every Huffman code of deflate must be.</summary>
public sealed class PrefixCodeTests
{
    private static readonly Gen<int[]> Counts = Gen.OneOf(Gen.Int[1, 1000], Gen.Const(1), Gen.Int[1, 10_000_000]).Array[30];

    [Fact]
    public void Codes_are_complete_and_none_is_longer_than_fifteen_bits() => Counts.Holds(counts => Check(counts));

    [Fact]
    public void So_they_are_where_counts_grow_like_rabbits()
    {
        var counts = new int[30];
        (counts[0], counts[1]) = (1, 1);
        for (var symbol = 2; symbol < counts.Length; symbol++) counts[symbol] = counts[symbol - 1] + counts[symbol - 2];
        Check(counts);
    }

    [Fact]
    public void What_is_more_frequent_never_has_the_longer_code() => Counts.Holds(counts =>
    {
        var lengths = Fit(counts).Lengths.ToArray();
        for (var one = 0; one < counts.Length; one++)
        {
            for (var other = 0; other < counts.Length; other++) Assert.True(counts[one] <= counts[other] || lengths[one] <= lengths[other]);
        }
    });

    private static PrefixCode Fit(int[] counts)
    {
        var code = new PrefixCode(counts.Length);
        code.Fit(counts);
        return code;
    }

    private static void Check(int[] counts)
    {
        var code = Fit(counts);
        var lengths = code.Lengths.ToArray();
        Assert.All(lengths, length => Assert.InRange(length, 1, 15));
        // Kraft: a complete code uses up all there is.
        Assert.Equal(1 << 15, lengths.Sum(length => 1 << (15 - length)));
        var codes = code.Codes.ToArray();
        for (var one = 0; one < codes.Length; one++)
        {
            for (var other = 0; other < codes.Length; other++)
                Assert.False(one != other && codes[one].Length <= codes[other].Length && (codes[other].Bits & ((1U << codes[one].Length) - 1)) == codes[one].Bits, $"{one} begins {other}");
        }
    }
}
