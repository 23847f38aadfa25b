namespace Pinstitch.Serve;

/// <summary>A run that has served tables, or has begun to.</summary>
/// <param name="Id">The run.</param>
/// <param name="Night">Last day that it covers.</param>
/// <param name="Since">When it began to be served.</param>
public sealed record ServedRun(string Id, DateOnly Night, DateTimeOffset Since)
{
    /// <summary>
    /// The runs whose tables are to be removed: all but the published one and the newest others, as many as are kept in
    /// all. Runs that never came to be published go the same way.
    /// </summary>
    /// <param name="runs">All runs, in any order.</param>
    /// <param name="published">The run that readers see.</param>
    /// <param name="keep">How many stay, the published one among them; at least 1.</param>
    public static IReadOnlyList<ServedRun> Expired(IEnumerable<ServedRun> runs, string published, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        return
        [
            .. runs.Where(run => run.Id != published)
                .OrderByDescending(run => run.Night)
                .ThenByDescending(run => run.Since)
                .ThenBy(run => run.Id, StringComparer.Ordinal)
                .Skip(keep - 1),
        ];
    }
}
