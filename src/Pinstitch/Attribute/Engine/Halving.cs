using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pinstitch.Attribute.Engine;

/// <summary>
/// 2^(−age ÷ half-life) as a whole number of 2^-31, in whole numbers alone, so that every machine gets the same. The exponent
/// is <c>floor(age × 2^28 ÷ half-life)</c>; its fraction x goes through 1 − x·(a0 − x·(a1 − … x·a6)), each product but the
/// last cut to 2^-32; the last is rounded to 2^-31, and the exponent's whole part shifts. With the cut of the exponent it is
/// within 3e-9 of the power; an older touch never weighs more.
/// </summary>
public sealed class Halving
{
    /// <summary>The weight at age 0.</summary>
    public const long Full = 1L << 31;

    private const int FractionBits = 28;

    // (1 − 2^−x) ÷ x at the Chebyshev nodes of 0 to 1, as a polynomial of degree 6 in units of 2^-32; signs alternate.
    private const ulong A0 = 2977044471;
    private const ulong A1 = 1031764939;
    private const ulong A2 = 238387495;
    private const ulong A3 = 41304489;
    private const ulong A4 = 5712048;
    private const ulong A5 = 639488;
    private const ulong A6 = 48550;

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
        if ((ulong)age > Most) age = age < 0 ? 0 : Most;
        var exponent = Exponent(age);
        var x = (ulong)(exponent & ((1 << FractionBits) - 1)) << (32 - FractionBits);
        var sum = A5 - (x * A6 >> 32);
        sum = A4 - (x * sum >> 32);
        sum = A3 - (x * sum >> 32);
        sum = A2 - (x * sum >> 32);
        sum = A1 - (x * sum >> 32);
        sum = A0 - (x * sum >> 32);
        var weight = (ulong)Full - (((x * sum) + (1UL << 32)) >> 33);
        var halvings = (int)(exponent >> FractionBits);
        return halvings < 32 ? (long)(weight >> halvings) : 0;
    }

    /// <summary>Weights of many ages, each less what the youngest has.</summary>
    public void Weights(ReadOnlySpan<long> ages, long youngest, Span<long> weights)
    {
        for (var touch = 0; touch < ages.Length; touch++) weights[touch] = Weight(ages[touch] - youngest);
    }

    /// <summary>The same for eight ages at once; see <see cref="LaneSplit.IsSupported"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<long> Weights(Vector512<long> ages, long youngest)
    {
        var age = Vector512.Min(Vector512.Max(ages - Vector512.Create(youngest), Vector512<long>.Zero), Vector512.Create(Most));
        var exponent = Exponent(age);
        var x = (exponent.AsUInt64() & Vector512.Create((1UL << FractionBits) - 1)) << (32 - FractionBits);
        // Written out, so that nothing but the numbers themselves is waited for.
        var sum = Vector512.Create(A5) - (Times(x, Vector512.Create(A6)) >> 32);
        sum = Vector512.Create(A4) - (Times(x, sum) >> 32);
        sum = Vector512.Create(A3) - (Times(x, sum) >> 32);
        sum = Vector512.Create(A2) - (Times(x, sum) >> 32);
        sum = Vector512.Create(A1) - (Times(x, sum) >> 32);
        sum = Vector512.Create(A0) - (Times(x, sum) >> 32);
        var weight = Vector512.Create((ulong)Full) - ((Times(x, sum) + Vector512.Create(1UL << 32)) >> 33);
        return Avx512F.ShiftRightLogicalVariable(weight, (exponent >> FractionBits).AsUInt64()).AsInt64();
    }

    /// <summary>Both are below 2^32.</summary>
    private static Vector512<ulong> Times(Vector512<ulong> one, Vector512<ulong> other) => Avx512F.Multiply(one.AsUInt32(), other.AsUInt32());

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

    private Vector512<long> Exponent(Vector512<long> age)
    {
        var exponent = Vector512.ConvertToInt64Native(Vector512.ConvertToDouble(age) * perMillisecond);
        var half = Vector512.Create(halfLife);
        var rest = (age << FractionBits) - (exponent * half);
        // A comparison that holds is −1.
        return exponent + Vector512.LessThan(rest, Vector512<long>.Zero) - Vector512.GreaterThanOrEqual(rest, half);
    }
}
