using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Why two identifiers are one person's, or are not: the shortest path of evidence from one to the other.</summary>
/// <param name="Steps">Edges with their earliest evidence, and the guard rail that holds each; null for one that joins.</param>
/// <param name="AreOne">Whether both are one person's. Then no step is held, unless a rule under <c>identity.include</c> joins them.</param>
public sealed record Explanation(IReadOnlyList<(IdentityEdge Edge, Guard? Guard)> Steps, bool AreOne)
{
    /// <param name="edges">All evidence, in any order.</param>
    /// <param name="persons">Whose every identifier is.</param>
    /// <param name="one">One identifier.</param>
    /// <param name="two">The other.</param>
    /// <returns>Null when nothing leads from one to the other.</returns>
    public static Explanation? Of(IEnumerable<IdentityEdge> edges, PersonMap persons, Identifier one, Identifier two)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(persons);
        var earliest = new Dictionary<(Identifier, Identifier), IdentityEdge>();
        foreach (var edge in edges)
        {
            if (!earliest.TryGetValue((edge.A, edge.B), out var known) || (edge.FirstSeen, edge.EventId).CompareTo((known.FirstSeen, known.EventId)) < 0) earliest[(edge.A, edge.B)] = edge;
        }

        var (first, second) = (persons.Find(one), persons.Find(two));
        var areOne = first.Guard is null && second.Guard is null && first.Person == second.Person;
        // Along edges that join, if there is such a way; else along whatever was seen, to show what holds.
        var path = Path([.. earliest.Values.Where(edge => persons.GuardOf(edge.A, edge.B) is null)], one, two) ?? Path([.. earliest.Values], one, two);
        return path is null && !areOne ? null : new([.. (path ?? []).Select(edge => (edge, persons.GuardOf(edge.A, edge.B)))], areOne);
    }

    private static List<IdentityEdge>? Path(IReadOnlyCollection<IdentityEdge> edges, Identifier one, Identifier two)
    {
        var neighbours = edges.OrderBy(edge => edge.FirstSeen).ThenBy(edge => edge.A).ThenBy(edge => edge.B)
            .SelectMany(edge => new[] { (From: edge.A, To: edge.B, Edge: edge), (From: edge.B, To: edge.A, Edge: edge) })
            .ToLookup(step => step.From);
        var reached = new Dictionary<Identifier, (Identifier From, IdentityEdge? Edge)> { [one] = (one, null) };
        var queue = new Queue<Identifier>([one]);
        while (queue.TryDequeue(out var node) && node != two)
        {
            foreach (var step in neighbours[node])
            {
                if (reached.TryAdd(step.To, (node, step.Edge))) queue.Enqueue(step.To);
            }
        }

        if (!reached.ContainsKey(two)) return null;
        var path = new List<IdentityEdge>();
        for (var node = two; reached[node].Edge is { } edge; node = reached[node].From) path.Insert(0, edge);
        return path;
    }
}
