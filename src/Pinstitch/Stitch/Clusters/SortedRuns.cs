namespace Pinstitch.Stitch.Clusters;

/// <summary>Joins sorted lists two and two, so that joining a dozen takes four passes and no tree.</summary>
internal static class SortedRuns
{
    /// <param name="runs">Oldest first; each sorted by key, no key twice.</param>
    /// <param name="key">What they are sorted by.</param>
    /// <returns>Sorted; of records with the same key that of the latest run.</returns>
    public static IReadOnlyList<T> Merge<T, TKey>(IReadOnlyList<IReadOnlyList<T>> runs, Func<T, TKey> key)
        where TKey : IComparable<TKey>
    {
        if (runs.Count == 0) return [];
        if (runs.Count == 1) return runs[0];
        var half = runs.Count / 2;
        return Merge(Merge([.. runs.Take(half)], key), Merge([.. runs.Skip(half)], key), key);
    }

    private static List<T> Merge<T, TKey>(IReadOnlyList<T> older, IReadOnlyList<T> later, Func<T, TKey> key)
        where TKey : IComparable<TKey>
    {
        var merged = new List<T>(older.Count + later.Count);
        var (one, two) = (0, 0);
        while (one < older.Count && two < later.Count)
        {
            var order = key(older[one]).CompareTo(key(later[two]));
            if (order < 0)
            {
                merged.Add(older[one++]);
                continue;
            }

            if (order == 0) one++;
            merged.Add(later[two++]);
        }

        for (; one < older.Count; one++) merged.Add(older[one]);
        for (; two < later.Count; two++) merged.Add(later[two]);
        return merged;
    }
}
