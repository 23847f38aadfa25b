using System.Numerics;

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

    private readonly ulong halfLife;
    private readonly ulong reciprocal;
    private readonly int shift;

    /// <param name="halfLifeMilliseconds">At least one second.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter.</exception>
    public Halving(long halfLifeMilliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halfLifeMilliseconds, 1000);
        halfLife = (ulong)halfLifeMilliseconds;
        shift = 63 + BitOperations.Log2(halfLife);
        reciprocal = (ulong)((UInt128.One << shift) / halfLife);
    }

    /// <param name="age">Milliseconds; less than 0 counts as 0, more than 2^36 (795 days) as that.</param>
    public long Weight(long age)
    {
        var bounded = (ulong)Math.Clamp(age, 0, (1L << 36) - 1);
        var exponent = Exponent(bounded);
        var halvings = (int)Math.Min(exponent >> FractionBits, 63);
        var fraction = (uint)exponent & ((1u << FractionBits) - 1);
        var weight = (ulong)High[fraction >> 18] * Middle[(fraction >> 9) & 511] >> 31;
        return (long)((weight * Low[fraction & 511] >> 31) >> halvings);
    }

    /// <summary>floor(age × 2^28 ÷ half-life): by the reciprocal, which may come out one too low, and its remainder.</summary>
    private ulong Exponent(ulong age)
    {
        var product = (UInt128)age * reciprocal;
        var exponent = (ulong)(product >> (shift - FractionBits));
        var rest = (age << FractionBits) - (exponent * halfLife);
        return rest >= halfLife ? exponent + 1 : exponent;
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
