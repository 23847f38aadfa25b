using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pinstitch.Attribute.Engine;

/// <summary>
/// A path of at most eight touches in one register of eight lanes, oldest first. Most paths are that short; all of their
/// touches are worked on at once, without a loop whose length the processor would have to guess.
/// </summary>
/// <param name="count">How many touches, 1 to 8.</param>
/// <param name="ages">How long before the order, in milliseconds; what the lanes after <paramref name="count"/> hold is of no account.</param>
internal readonly struct ShortPath(int count, Vector512<long> ages)
{
    /// <summary>Most touches.</summary>
    public const int Most = 8;

    /// <summary>Largest total of a split.</summary>
    public const long MostTotal = (1L << 31) - 1;

    /// <summary>Whether the processor has such registers; where not, the same numbers come out of loops.</summary>
    public static bool IsSupported => Avx512DQ.IsSupported;

    public int Count => count;

    public Vector512<long> Ages => ages;

    /// <summary>All bits of the lanes that hold touches.</summary>
    public Vector512<long> Mask => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));

    /// <summary>All bits of one lane.</summary>
    public static Vector512<long> Lane(int lane) => Vector512.Equals(Vector512<long>.Indices, Vector512.Create((long)lane));

    /// <summary>
    /// As <see cref="CreditSplit.LargestRemainder"/>, for totals of 0 to <see cref="MostTotal"/> and weights of 0 to 2^31:
    /// each lane counts how many remainders stand before its own.
    /// </summary>
    public static Vector512<long> LargestRemainder(long total, Vector512<long> weights)
    {
        var sum = Vector512.Sum(weights);
        var divisor = Vector512.Create(sum);
        var product = weights * Vector512.Create(total);
        // Guessed in floating point and made right by its remainder: the guess is off by one at most.
        var parts = Vector512.ConvertToInt64Native(Vector512.ConvertToDouble(product) * (1.0 / sum));
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

    /// <summary>Reads eight ages of a path; those after its end are whatever stands in the buffer there.</summary>
    public static ShortPath Of(in TouchPath path) => new(path.Count, Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(path.Ages)));

    /// <summary>−1 where one is greater.</summary>
    private static Vector512<long> Greater(Vector512<long> one, Vector512<long> other) => Vector512.GreaterThan(one, other);
}
