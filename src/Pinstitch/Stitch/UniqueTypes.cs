using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Keeps a person from having two identifiers of a type of which people have one. Which of them is right nobody can know, so that all of these link nobody, and
/// persons are found once more without.
/// </summary>
internal sealed class UniqueTypes(GuardRails guards, Column<GraphEdge> edges)
{
    private readonly byte[] unique = [.. guards.Unique.Select(IdentifierTypes.Find).OfType<IdentifierType>().Where(type => type != IdentifierType.CustomerId).Select(type => (byte)type).Distinct()];

    public bool Any => unique.Length > 0;

    /// <summary>Labels identifiers that are several in one person.</summary>
    /// <param name="types">Type of each identifier.</param>
    /// <param name="labels">Label of each identifier; those of strong ones are settled.</param>
    /// <param name="start">Labels to begin anew with.</param>
    /// <returns>Whether there were any.</returns>
    public bool Hold(byte[] types, int[] labels, int[] start)
    {
        var parents = Aliases(types, start);
        var first = new Dictionary<(byte Type, int Person), int>();
        var several = new HashSet<(byte, int)>();
        for (var node = 0; node < labels.Length; node++)
        {
            if (!IsUnique(types[node]) || labels[node] < 0 || first.TryAdd((types[node], labels[node]), node)) continue;
            if (Root(parents, node) != Root(parents, first[(types[node], labels[node])])) several.Add((types[node], labels[node]));
        }

        for (var node = 0; node < labels.Length && several.Count > 0; node++)
        {
            if (labels[node] >= 0 && several.Contains((types[node], labels[node]))) start[node] = OwnerLabels.Held(Guard.UniqueId);
        }

        return several.Count > 0;
    }

    /// <summary>Two of a type in one edge are one under two keys of the pseudonyms, as with customer ids.</summary>
    private Dictionary<int, int> Aliases(byte[] types, int[] start)
    {
        var parents = new Dictionary<int, int>();
        for (var page = 0; page < edges.Pages; page++)
        {
            foreach (ref readonly var edge in edges.Page(page))
            {
                if (types[edge.A] != types[edge.B] || !IsUnique(types[edge.A]) || OwnerLabels.GuardOf(start[edge.A]) is not null || OwnerLabels.GuardOf(start[edge.B]) is not null) continue;
                var (one, two) = (Root(parents, edge.A), Root(parents, edge.B));
                if (one != two) parents[Math.Max(one, two)] = Math.Min(one, two);
            }
        }

        return parents;
    }

    private bool IsUnique(byte type) => unique.AsSpan().Contains(type);

    private static int Root(Dictionary<int, int> parents, int node)
    {
        while (parents.TryGetValue(node, out var parent)) node = parent;
        return node;
    }
}
