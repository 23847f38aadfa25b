using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pinstitch.Attribute.Engine;

/// <summary>Splits cents over at most eight touches at once, one in each lane of a register: no loop, nothing to guess.</summary>
internal static class LaneSplit
{
    /// <summary>Lanes.</summary>
    public const int Width = 8;

    /// <summary>Largest total.</summary>
    public const long MostTotal = (1L << 31) - 1;

    /// <summary>Whether the processor has such registers; where not, the same numbers come out of loops.</summary>
    public static bool IsSupported => Avx512DQ.IsSupported;

    /// <summary>All bits of the first lanes.</summary>
    public static Vector512<long> First(long count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create(count));

    /// <summary>As <see cref="CreditSplit.LargestRemainder"/>: each lane counts how many remainders stand before its own.</summary>
    /// <param name="total">0 to <see cref="MostTotal"/>.</param>
    /// <param name="weights">0 to 2^31 each; 0 in lanes without a touch.</param>
    /// <param name="sum">Of the weights.</param>
    /// <param name="inverse">1 ÷ sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LargestRemainder(long total, Vector512<long> weights, long sum, double inverse)
    {
        var divisor = Vector512.Create(sum);
        var product = weights * Vector512.Create(total);
        // Guessed in floating point and made right by its remainder: the guess is off by one at most.
        var parts = Vector512.ConvertToInt64Native(Vector512.ConvertToDouble(product) * inverse);
        var rest = product - (parts * divisor);
        var (below, above) = (Vector512.LessThan(rest, Vector512<long>.Zero), Vector512.GreaterThanOrEqual(rest, divisor));
        parts += below - above;
        rest += (below & divisor) - (above & divisor);
        var left = total - Vector512.Sum(parts);
        // Eight keys that all differ: of equal remainders the earlier is the larger.
        var keys = (rest << 3) + Vector512.Create(7L, 6, 5, 4, 3, 2, 1, 0);
        var before = Greater(Avx512F.AlignRight64(keys, keys, 1), keys)
            + Greater(Avx512F.AlignRight64(keys, keys, 2), keys)
            + Greater(Avx512F.AlignRight64(keys, keys, 3), keys)
            + Greater(Avx512F.AlignRight64(keys, keys, 4), keys)
            + Greater(Avx512F.AlignRight64(keys, keys, 5), keys)
            + Greater(Avx512F.AlignRight64(keys, keys, 6), keys)
            + Greater(Avx512F.AlignRight64(keys, keys, 7), keys);
        return parts - Vector512.GreaterThan(before, Vector512.Create(-left));
    }

    /// <summary>−1 where one is greater.</summary>
    private static Vector512<long> Greater(Vector512<long> one, Vector512<long> other) => Vector512.GreaterThan(one, other);
}
