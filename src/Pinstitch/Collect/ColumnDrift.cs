namespace Pinstitch.Collect;

/// <summary>How the columns that a platform offers have changed since it was last asked.</summary>
public static class ColumnDrift
{
    /// <summary>Most columns that are named; all of them are in the list that is kept.</summary>
    private const int Named = 10;

    /// <param name="platform">For people.</param>
    /// <param name="before">What it offered then; null for the first time, which says nothing.</param>
    /// <param name="now">What it offers now; empty where it did not say.</param>
    /// <param name="known">Columns that the tables know.</param>
    /// <returns>A finding for columns in use that are gone, and one for new ones.</returns>
    public static IReadOnlyList<GuardFinding> Between(string platform, IReadOnlyList<string>? before, IReadOnlyList<string> now, IReadOnlySet<string> known)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(known);
        if (before is null || now.Count == 0) return [];
        var gone = before.Except(now).Where(known.Contains).Order(StringComparer.Ordinal).ToList();
        var fresh = now.Except(before).Order(StringComparer.Ordinal).ToList();
        var findings = new List<GuardFinding>();
        if (gone.Count > 0) findings.Add(new("schema", $"{platform} no longer offers {Some(gone)}: its numbers will be missing, not zero. Update Pinstitch."));
        if (fresh.Count > 0) findings.Add(new("schema", $"{platform} offers new columns: {Some(fresh)}."));
        return findings;
    }

    private static string Some(List<string> names) => string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : string.Empty);
}
