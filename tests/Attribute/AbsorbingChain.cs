namespace Pinstitch.Tests.Attribute;

/// <summary>
/// The chain written another way, as an oracle: states are texts, probabilities exact fractions, steps within a state are
/// kept, and the equations are solved by substituting states into each other, once for each removal.
/// </summary>
internal sealed class AbsorbingChain
{
    private readonly Dictionary<string, Dictionary<string, long>> counts = [];
    private readonly Dictionary<string, long> values = [];

    public AbsorbingChain(IEnumerable<(int[] Path, long Conversions, long Nulls)> paths, int order)
    {
        foreach (var (path, conversions, nulls) in paths)
        {
            var windows = path.Length <= order
                ? [string.Join('.', path)]
                : Enumerable.Range(0, path.Length - order + 1).Select(first => string.Join('.', path[first..(first + order)])).ToList();
            string[] states = ["start", .. windows];
            for (var place = 1; place < states.Length; place++) Count(states[place - 1], states[place], conversions + nulls);
            Count(states[^1], "converted", conversions);
            Count(states[^1], "null", nulls);
            values[states[^1]] = values.GetValueOrDefault(states[^1]) + Value(path, conversions);
        }
    }

    /// <summary>Values that differ by path, so that the game of value is not that of conversions.</summary>
    public static long Value(int[] path, long conversions) => conversions * (100 + (path[0] * 37) + path.Length);

    /// <summary>Probability of converting, or the expected value, without a member.</summary>
    public Fraction Conversion(int removed, bool byValue)
    {
        var left = counts.ToDictionary(row => row.Key, row => Row(row.Key, row.Value, removed, byValue));
        foreach (var state in left.Keys.Where(state => state != "start").ToList())
        {
            var row = left[state];
            left.Remove(state);
            // x = stay·x + rest  →  x = rest ÷ (1 − stay)
            if (row.Remove(state, out var stay)) row = row.ToDictionary(term => term.Key, term => term.Value / ((Fraction)1 - stay));
            foreach (var other in left.Values)
            {
                if (!other.Remove(state, out var part)) continue;
                foreach (var (term, factor) in row) other[term] = other.GetValueOrDefault(term, 0) + (part * factor);
            }
        }

        return left["start"].GetValueOrDefault("reward", 0);
    }

    private Dictionary<string, Fraction> Row(string state, Dictionary<string, long> next, int removed, bool byValue)
    {
        Fraction sum = next.Values.Sum();
        var row = next
            .Where(step => step.Key is not ("converted" or "null") && !step.Key.Split('.').Contains($"{removed}"))
            .ToDictionary(step => step.Key, step => step.Value / sum);
        row["reward"] = (byValue ? values.GetValueOrDefault(state) : next.GetValueOrDefault("converted")) / sum;
        return row;
    }

    private void Count(string from, string to, long count)
    {
        if (count == 0) return;
        if (!counts.TryGetValue(from, out var row)) counts[from] = row = [];
        row[to] = row.GetValueOrDefault(to) + count;
    }
}
