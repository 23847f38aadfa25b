using System.Buffers.Binary;

namespace Pinstitch.Land.Packing;

/// <summary>A Huffman code as deflate wants it (RFC 1951, 3.2.2): canonical, every symbol with a code of at most 15 bits.</summary>
internal sealed class PrefixCode
{
    private const int Longest = 15;

    private readonly byte[] lengths;
    private readonly BitCode[] codes;
    private readonly int[] order;
    private readonly int[] weights;
    private readonly int[] parents;

    /// <param name="symbols">How many symbols there are.</param>
    public PrefixCode(int symbols)
    {
        (lengths, codes, order) = (new byte[symbols], new BitCode[symbols], new int[symbols]);
        (weights, parents) = (new int[(2 * symbols) - 1], new int[(2 * symbols) - 1]);
    }

    public ReadOnlySpan<byte> Lengths => lengths;

    public ReadOnlySpan<BitCode> Codes => codes;

    /// <summary>Makes the code for symbols that are as frequent as told.</summary>
    /// <param name="counts">At least 1 for each.</param>
    public void Fit(ReadOnlySpan<int> counts)
    {
        var symbols = lengths.Length;
        for (var symbol = 0; symbol < symbols; symbol++) order[symbol] = symbol;
        counts.CopyTo(weights);
        weights.AsSpan(0, symbols).Sort(order.AsSpan());
        // Nearly equal counts make short trees: halving them ends, and keeps their order.
        while (Depth() > Longest)
        {
            for (var leaf = 0; leaf < symbols; leaf++) weights[leaf] = (weights[leaf] >> 1) | 1;
        }

        Number();
    }

    /// <summary>Joins the two lightest until one is left, and notes how deep the leaves lie.</summary>
    private int Depth()
    {
        var (symbols, leaf, joint) = (lengths.Length, 0, lengths.Length);
        for (var made = symbols; made < weights.Length; made++)
        {
            weights[made] = 0;
            for (var child = 0; child < 2; child++)
            {
                var lightest = leaf < symbols && (joint >= made || weights[leaf] <= weights[joint]) ? leaf++ : joint++;
                weights[made] += weights[lightest];
                parents[lightest] = made;
            }
        }

        var (most, depths) = (0, parents);
        // Parents lie behind their children, so from the root on each place of a parent can take its depth.
        depths[^1] = 0;
        for (var node = depths.Length - 2; node >= 0; node--)
        {
            depths[node] = depths[parents[node]] + 1;
            most = Math.Max(most, depths[node]);
        }

        for (var place = 0; place < symbols; place++) lengths[order[place]] = (byte)Math.Min(depths[place], byte.MaxValue);
        return most;
    }

    private void Number()
    {
        Span<uint> next = stackalloc uint[Longest + 2];
        next.Clear();
        foreach (var length in lengths) next[length + 1]++;
        for (var length = 1; length <= Longest; length++) next[length] = (next[length] + next[length - 1]) << 1;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            codes[symbol] = new(Reversed(next[length]++, length), length);
        }
    }

    /// <summary>Codes are written from their highest bit on, unlike all else.</summary>
    private static uint Reversed(uint code, int length)
    {
        code = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
        code = ((code & 0x3333) << 2) | ((code >> 2) & 0x3333);
        code = ((code & 0x0F0F) << 4) | ((code >> 4) & 0x0F0F);
        return (uint)BinaryPrimitives.ReverseEndianness((ushort)code) >> (16 - length);
    }
}
