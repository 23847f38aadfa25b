using System.Buffers;
using System.Runtime.CompilerServices;

namespace Pinstitch.Attribute;

/// <summary>
/// Splits whole cents by whole weights so that the parts sum to the whole. All of it is integer arithmetic: the same
/// numbers give the same cents on every machine and in every language.
/// </summary>
public static class CreditSplit
{
    private const long SmallTotal = 1L << 31;
    private const long SmallSum = 1L << 32;
    private const int Short = 64;

    /// <summary>
    /// Largest remainder: each part is <c>floor(total × weight ÷ sum)</c>, and the cents that are left go one each to the
    /// largest remainders, of equal remainders to the earlier part. A negative total is split as its amount, then negated.
    /// </summary>
    /// <param name="total">Minor units to split; may be zero or negative.</param>
    /// <param name="weights">Not negative, with a sum above zero.</param>
    /// <param name="parts">Gets one part per weight; they sum to <paramref name="total"/>.</param>
    /// <exception cref="ArgumentException">The weights sum to zero or one is negative, or there are not as many parts as weights.</exception>
    public static void LargestRemainder(long total, ReadOnlySpan<long> weights, Span<long> parts)
    {
        if (parts.Length != weights.Length) throw new ArgumentException("There must be one part per weight.", nameof(parts));
        var (bits, small) = (0L, 0L);
        foreach (var weight in weights)
        {
            bits |= weight;
            small += weight;
        }

        if (bits < 0) throw new ArgumentException("A weight must not be negative.", nameof(weights));
        if (bits == 0) throw new ArgumentException("The weights must sum to more than zero.", nameof(weights));
        // Where no weight reaches 2^32 their sum cannot have overflowed.
        if (total is < SmallTotal and > -SmallTotal && bits < SmallSum && small < SmallSum) Narrow(Math.Abs(total), weights, small, parts);
        else Wide(total < 0 ? (UInt128)(-(Int128)total) : (UInt128)total, weights, parts);
        if (total >= 0) return;
        foreach (ref var part in parts) part = -part;
    }

    /// <summary>Equal weights: the earlier parts get the cents that are left.</summary>
    public static void Evenly(long total, Span<long> parts)
    {
        var (each, left) = Math.DivRem(total, parts.Length);
        var more = Math.Abs(left);
        var cent = Math.Sign(left);
        for (var part = 0; part < parts.Length; part++) parts[part] = part < more ? each + cent : each;
    }

    /// <summary>Products fit 63 bits; the quotient is guessed in floating point and made right by its remainder.</summary>
    [SkipLocalsInit]
    private static void Narrow(long total, ReadOnlySpan<long> weights, long sum, Span<long> parts)
    {
        long[]? rented = null;
        var remainders = weights.Length <= Short ? stackalloc long[weights.Length] : rented = ArrayPool<long>.Shared.Rent(weights.Length);
        remainders = remainders[..weights.Length];
        var inverse = 1.0 / sum;
        var left = total;
        for (var part = 0; part < weights.Length; part++)
        {
            var product = total * weights[part];
            var whole = double.ConvertToIntegerNative<long>(product * inverse);
            var rest = product - (whole * sum);
            if (rest < 0)
            {
                whole--;
                rest += sum;
            }
            else if (rest >= sum)
            {
                whole++;
                rest -= sum;
            }

            parts[part] = whole;
            remainders[part] = rest;
            left -= whole;
        }

        if (left > Short) GiveSorted<long>((int)left, remainders, parts);
        else
        {
            for (; left > 0; left--) parts[TakeLargest(remainders)]++;
        }

        if (rented is not null) ArrayPool<long>.Shared.Return(rented);
    }

    private static int TakeLargest(Span<long> remainders)
    {
        var best = 0;
        var most = remainders[0];
        for (var part = 1; part < remainders.Length; part++)
        {
            // Which is the largest cannot be predicted: without branches, then.
            var here = remainders[part];
            best = here > most ? part : best;
            most = Math.Max(here, most);
        }

        remainders[best] = -1;
        return best;
    }

    private static void Wide(UInt128 total, ReadOnlySpan<long> weights, Span<long> parts)
    {
        UInt128 sum = 0;
        foreach (var weight in weights) sum += (ulong)weight;
        var remainders = new UInt128[weights.Length];
        var left = total;
        // The whole multiples of the sum go first: so products stay within 128 bits.
        var (whole, rest) = UInt128.DivRem(total, sum);
        for (var part = 0; part < weights.Length; part++)
        {
            var (more, remainder) = UInt128.DivRem(rest * (ulong)weights[part], sum);
            var share = (whole * (ulong)weights[part]) + more;
            parts[part] = (long)share;
            remainders[part] = remainder;
            left -= share;
        }

        GiveSorted<UInt128>((int)left, remainders, parts);
    }

    /// <summary>There are always fewer cents left than parts, so none gets two.</summary>
    private static void GiveSorted<T>(int left, ReadOnlySpan<T> remainders, Span<long> parts)
        where T : struct, IComparable<T>
    {
        var places = new int[parts.Length];
        for (var place = 0; place < places.Length; place++) places[place] = place;
        var keys = remainders.ToArray();
        Array.Sort(places, (one, other) => keys[other].CompareTo(keys[one]) is var order and not 0 ? order : one.CompareTo(other));
        foreach (var place in places.AsSpan(0, left)) parts[place]++;
    }
}
