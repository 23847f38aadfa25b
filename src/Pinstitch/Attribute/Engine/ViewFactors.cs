namespace Pinstitch.Attribute.Engine;

/// <summary>Makes ad views count for less than clicks.</summary>
public static class ViewFactors
{
    /// <summary>The factor of a touch that counts in full.</summary>
    public const long Full = 1L << 30;

    /// <summary>
    /// Multiplies weights by factors. Where the views would then get more than the cap beside touches of other kinds, their
    /// weights are cut back in proportion, rounded down, to the cap.
    /// </summary>
    /// <param name="factors">One per weight; below <see cref="Full"/> for views.</param>
    /// <param name="cap">Most that all views may get together, of <see cref="Full"/>.</param>
    /// <param name="weights">Changed in place; if all come out as 0 they become equal.</param>
    public static void Apply(ReadOnlySpan<long> factors, long cap, Span<long> weights)
    {
        // Weights of many touches can be large; a common shift keeps the products within 62 bits.
        var largest = 0L;
        foreach (var weight in weights) largest = Math.Max(largest, weight);
        var shift = Math.Max(0, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)largest) - 31);
        UInt128 views = 0, others = 0;
        for (var touch = 0; touch < weights.Length; touch++)
        {
            weights[touch] = (weights[touch] >> shift) * factors[touch];
            if (factors[touch] < Full) views += (ulong)weights[touch];
            else others += (ulong)weights[touch];
        }

        if (others + views == 0) weights.Fill(1);
        else if (others > 0 && cap < Full && views * (ulong)Full > (views + others) * (ulong)cap) CutBack(factors, cap, views, others, weights);
    }

    /// <summary>So that views ÷ (views + others) = cap: views' sum becomes others × cap ÷ (1 − cap).</summary>
    private static void CutBack(ReadOnlySpan<long> factors, long cap, UInt128 views, UInt128 others, Span<long> weights)
    {
        var allowed = others * (ulong)cap / (ulong)(Full - cap);
        // Both may have close to 80 bits; the ratio needs no more than 60.
        while (views >> 60 != 0)
        {
            views >>= 1;
            allowed >>= 1;
        }

        for (var touch = 0; touch < weights.Length; touch++)
        {
            if (factors[touch] < Full) weights[touch] = (long)((ulong)weights[touch] * allowed / views);
        }
    }
}
