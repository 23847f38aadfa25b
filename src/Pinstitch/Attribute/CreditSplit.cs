namespace Pinstitch.Attribute;

/// <summary>Splits whole cents by weights so that they sum to the whole, to the cent.</summary>
public static class CreditSplit
{
    /// <summary>Fractions of a cent that differ by less than this are the same: it is far above the error of the sums.</summary>
    private const double Grain = 1e-6;

    /// <summary>
    /// Largest remainder: each gets its share rounded down, and the cents that are left go to the largest fractions, of
    /// equal fractions to the earlier touch.
    /// </summary>
    /// <param name="total">Minor units to split; may be zero.</param>
    /// <param name="weights">Not negative, with a sum above zero.</param>
    /// <param name="parts">Gets one part per weight; they sum to <paramref name="total"/>.</param>
    /// <exception cref="ArgumentException">The weights sum to zero, or there are not as many parts as weights.</exception>
    public static void LargestRemainder(long total, ReadOnlySpan<double> weights, Span<long> parts)
    {
        if (parts.Length != weights.Length) throw new ArgumentException("There must be one part per weight.", nameof(parts));
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        if (!(sum > 0) || !double.IsFinite(sum)) throw new ArgumentException("The weights must sum to more than zero.", nameof(weights));
        Span<long> fractions = weights.Length <= 128 ? stackalloc long[weights.Length] : new long[weights.Length];
        var left = Math.Abs(total);
        for (var part = 0; part < parts.Length; part++)
        {
            var exact = Math.Abs(total) * (weights[part] / sum);
            // A share that is whole but for the error of the division is that whole number.
            var whole = Math.Floor(exact + Grain);
            parts[part] = (long)whole;
            fractions[part] = (long)Math.Round(Math.Max(0, exact - whole) / Grain);
            left -= parts[part];
        }

        for (; left > 0; left--)
        {
            var next = Largest(fractions);
            parts[next]++;
            fractions[next] = -1;
        }

        // Rounding up whole shares can give a cent too many only where huge totals meet the limits of a double.
        for (; left < 0; left++) parts[Largest(parts)]--;
        if (total >= 0) return;
        foreach (ref var part in parts) part = -part;
    }

    private static int Largest(ReadOnlySpan<long> values)
    {
        var largest = 0;
        for (var place = 1; place < values.Length; place++)
        {
            if (values[place] > values[largest]) largest = place;
        }

        return largest;
    }
}
