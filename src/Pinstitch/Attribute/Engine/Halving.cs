using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pinstitch.Attribute.Engine;

/// <summary>
/// 2^(−age ÷ half-life) as a whole number of 2^-31, without floating point, so that every machine gets the same. The
/// exponent is <c>floor(age × 2^28 ÷ half-life)</c>; its fraction is looked up in three tables of 10, 9 and 9 bits, whose
/// entries are rounded to the nearest, multiplied and cut. The error is below 3e-9 of a full weight.
/// </summary>
public sealed class Halving
{
    /// <summary>The weight at age 0.</summary>
    public const long Full = 1L << 31;

    private const int FractionBits = 28;
    private static readonly uint[] High = Table(10, 10);
    private static readonly uint[] Middle = Table(9, 19);
    private static readonly uint[] Low = Table(9, 28);

    private const long Most = (1L << 36) - 1;

    private readonly long halfLife;
    private readonly double perMillisecond;

    /// <param name="halfLifeMilliseconds">At least one second.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter.</exception>
    public Halving(long halfLifeMilliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halfLifeMilliseconds, 1000);
        halfLife = halfLifeMilliseconds;
        perMillisecond = (double)(1 << FractionBits) / halfLife;
    }

    /// <param name="age">Milliseconds; less than 0 counts as 0, more than 2^36 (795 days) as that.</param>
    public long Weight(long age)
    {
        Span<long> weight = stackalloc long[1];
        Weights([age], 0, weight);
        return weight[0];
    }

    /// <summary>Weights of many ages, each less what the youngest has.</summary>
    public void Weights(ReadOnlySpan<long> ages, long youngest, Span<long> weights)
    {
        ref var high = ref MemoryMarshal.GetArrayDataReference(High);
        ref var middle = ref MemoryMarshal.GetArrayDataReference(Middle);
        ref var low = ref MemoryMarshal.GetArrayDataReference(Low);
        weights = weights[..ages.Length];
        for (var touch = 0; touch < ages.Length; touch++)
        {
            var age = ages[touch] - youngest;
            if ((ulong)age > Most) age = age < 0 ? 0 : Most;
            var exponent = Exponent(age);
            var halvings = (int)(exponent >> FractionBits);
            // The masks keep the places within the tables.
            var weight = (ulong)Unsafe.Add(ref high, (int)(exponent >> 18) & 1023) * Unsafe.Add(ref middle, (int)(exponent >> 9) & 511) >> 31;
            weight = weight * Unsafe.Add(ref low, (int)exponent & 511) >> 31;
            weights[touch] = halvings < 32 ? (long)(weight >> halvings) : 0;
        }
    }

    /// <summary>
    /// floor(age × 2^28 ÷ half-life), guessed in floating point and made right by its remainder. Where the guess could be
    /// off by more than one the weight is 0 in any case.
    /// </summary>
    private long Exponent(long age)
    {
        var exponent = double.ConvertToIntegerNative<long>(age * perMillisecond);
        var rest = (age << FractionBits) - (exponent * halfLife);
        return rest < 0 ? exponent - 1 : rest >= halfLife ? exponent + 1 : exponent;
    }

    /// <summary>Entry i is 2^31 × 2^(−i ÷ 2^<paramref name="scale"/>), to the nearest.</summary>
    private static uint[] Table(int bits, int scale)
    {
        const int precision = 96;
        // 2^(−1 ÷ 2^scale), by square roots of one half.
        var step = BigInteger.One << (precision - 1);
        for (var root = 0; root < scale; root++) step = SquareRoot(step << precision);
        var entries = new uint[1 << bits];
        var value = BigInteger.One << precision;
        for (var entry = 0; entry < entries.Length; entry++)
        {
            entries[entry] = (uint)((value + (BigInteger.One << (precision - 32))) >> (precision - 31));
            value = value * step >> precision;
        }

        return entries;
    }

    private static BigInteger SquareRoot(BigInteger square)
    {
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }
}
