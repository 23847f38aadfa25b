using System.Buffers;

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
        var sum = Sum(weights);
        if (sum == 0) throw new ArgumentException("The weights must sum to more than zero.", nameof(weights));
        var amount = total < 0 ? (UInt128)(-(Int128)total) : (UInt128)total;
        if (amount < SmallTotal && sum < SmallSum) Narrow((long)amount, weights, (long)sum, parts);
        else Wide(amount, weights, sum, parts);
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

    private static UInt128 Sum(ReadOnlySpan<long> weights)
    {
        UInt128 sum = 0;
        foreach (var weight in weights)
        {
            if (weight < 0) throw new ArgumentException("A weight must not be negative.", nameof(weights));
            sum += (ulong)weight;
        }

        return sum;
    }

    /// <summary>Products fit 63 bits; the quotient is guessed in floating point and made right by its remainder.</summary>
    private static void Narrow(long total, ReadOnlySpan<long> weights, long sum, Span<long> parts)
    {
        long[]? rented = null;
        var remainders = weights.Length <= Short ? stackalloc long[Short] : rented = ArrayPool<long>.Shared.Rent(weights.Length);
        remainders = remainders[..weights.Length];
        var inverse = 1.0 / sum;
        var left = total;
        for (var part = 0; part < weights.Length; part++)
        {
            var product = total * weights[part];
            var whole = (long)(product * inverse);
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

        GiveLeft((int)left, remainders, parts);
        if (rented is not null) ArrayPool<long>.Shared.Return(rented);
    }

    private static void Wide(UInt128 total, ReadOnlySpan<long> weights, UInt128 sum, Span<long> parts)
    {
        var remainders = new UInt128[weights.Length];
        var left = total;
        for (var part = 0; part < weights.Length; part++)
        {
            // The whole multiples of the sum go first: so products stay within 128 bits.
            var (whole, rest) = UInt128.DivRem(total, sum);
            var (more, remainder) = UInt128.DivRem(rest * (ulong)weights[part], sum);
            var share = (whole * (ulong)weights[part]) + more;
            parts[part] = (long)share;
            remainders[part] = remainder;
            left -= share;
        }

        GiveLeft<UInt128>((int)left, remainders, parts);
    }

    /// <summary>There are always fewer cents left than parts, so none gets two.</summary>
    private static void GiveLeft<T>(int left, Span<T> remainders, Span<long> parts)
        where T : struct, IComparable<T>
    {
        if (left > 8 && parts.Length > Short)
        {
            var places = new int[parts.Length];
            for (var place = 0; place < places.Length; place++) places[place] = place;
            var keys = remainders.ToArray();
            Array.Sort(places, (one, other) => keys[other].CompareTo(keys[one]) is var order and not 0 ? order : one.CompareTo(other));
            foreach (var place in places.AsSpan(0, left)) parts[place]++;
            return;
        }

        Span<int> given = stackalloc int[Short];
        for (var cent = 0; cent < left; cent++)
        {
            var best = -1;
            for (var part = 0; part < remainders.Length; part++)
            {
                if (!given[..cent].Contains(part) && (best < 0 || remainders[part].CompareTo(remainders[best]) > 0)) best = part;
            }

            given[cent] = best;
            parts[best]++;
        }
    }
}
