namespace Pinstitch.Stitch.Clusters;

/// <summary>The merge log of a person, out of the changes of all nights: identifiers that came, persons that became part of it, and what it lost to whom.</summary>
public static class PersonHistory
{
    /// <param name="steps">The changes of each step, oldest first.</param>
    /// <param name="person">The person; those who have become part of it are followed too.</param>
    public static IReadOnlyList<HistoryEntry> Of(IReadOnlyList<(StepNote Note, IReadOnlyList<PersonChange> Changes)> steps, UInt128 person)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var followed = new HashSet<UInt128> { person };
        var history = new List<HistoryEntry>();
        foreach (var (note, changes) in steps.Reverse())
        {
            var entries = note.IsWhole ? Whole(note, changes, followed) : Entries(note, changes, followed);
            history.AddRange(entries);
            followed.UnionWith(entries.Where(entry => entry.Kind == "merged").Select(entry => entry.Other!.Value));
        }

        history.Reverse();
        return history;
    }

    /// <summary>The earliest edge that ties the identifiers of an entry to others, for an entry by which somebody got them: what brought them.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="edges">All evidence, in any order.</param>
    /// <returns>Null for what went, and where nothing is left of what brought it.</returns>
    public static IdentityEdge? Evidence(HistoryEntry entry, IEnumerable<IdentityEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(edges);
        if (entry.Kind is not ("added" or "merged")) return null;
        var own = entry.Identifiers.ToHashSet();
        // Who was merged had edges of its own before; who was added may have come with others.
        return edges.Where(edge => entry.Kind == "merged" ? own.Contains(edge.A) != own.Contains(edge.B) : own.Contains(edge.A) || own.Contains(edge.B))
            .OrderBy(edge => edge.FirstSeen).ThenBy(edge => edge.EventId, StringComparer.Ordinal).ThenBy(edge => edge.A).ThenBy(edge => edge.B)
            .FirstOrDefault();
    }

    private static List<HistoryEntry> Whole(StepNote note, IReadOnlyList<PersonChange> changes, HashSet<UInt128> followed) =>
        [.. changes.Where(change => followed.Contains(change.After)).GroupBy(change => change.After).OrderBy(group => group.Key)
            .Select(group => new HistoryEntry(note.Night, "made again", note.Cause, group.Key, null, [.. group.Select(change => change.Identifier).Order()]))];

    /// <summary>Later ones first, as the steps are gone through.</summary>
    private static List<HistoryEntry> Entries(StepNote note, IReadOnlyList<PersonChange> changes, HashSet<UInt128> followed)
    {
        // An identifier that had nobody beside it was a person by itself, which nobody needs to be told of.
        bool WasAlone(PersonChange change) => change.IsNew || change.Before == PersonIds.Alone(change.Identifier) || (change.Before == PersonIds.Of(change.Identifier) && !changes.Any(other => other.Before == change.Before && other.Identifier != change.Identifier));
        var came = changes.Where(change => change.Guard is null && !change.IsAlone && followed.Contains(change.After) && (change.After != change.Before || change.IsNew)).ToList();
        var went = changes.Where(change => !change.IsNew && followed.Contains(change.Before) && change.After != change.Before && !(change.Guard is null && followed.Contains(change.After))).ToList();
        var entries = new List<HistoryEntry>();
        Add(went.Where(change => change.Guard is not null).GroupBy(change => (Person: change.Before, Other: (UInt128?)null, change.Guard)), "held");
        Add(went.Where(change => change.Guard is null).GroupBy(change => (Person: change.Before, Other: (UInt128?)change.After, change.Guard)), "split");
        Add(came.Where(change => !WasAlone(change)).GroupBy(change => (Person: change.After, Other: (UInt128?)change.Before, change.Guard)), "merged");
        Add(came.Where(WasAlone).GroupBy(change => (Person: change.After, Other: (UInt128?)null, change.Guard)), "added");
        return entries;

        void Add(IEnumerable<IGrouping<(UInt128 Person, UInt128? Other, Guard? Guard), PersonChange>> groups, string kind) => entries.AddRange(groups
            .OrderBy(group => group.Key.Person).ThenBy(group => group.Key.Other)
            .Select(group => new HistoryEntry(note.Night, kind, note.Cause, group.Key.Person, group.Key.Other, [.. group.Select(change => change.Identifier).Order()], group.Key.Guard)));
    }
}
