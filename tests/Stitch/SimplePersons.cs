using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Tests.Stitch;

/// <summary>The rules of docs/stitch.md once more, word for word and slowly, to compare the engine with.</summary>
internal sealed class SimplePersons
{
    private readonly GuardRails guards;
    private readonly Dictionary<Identifier, HashSet<Identifier>> neighbours = [];
    private readonly Dictionary<Identifier, Guard> held = [];
    private readonly Dictionary<Identifier, Identifier> owner = [];
    private readonly List<TestEdge> edges;

    private SimplePersons(IEnumerable<TestEdge> all, GuardRails guards, IReadOnlyDictionary<Identifier, Guard> cut)
    {
        this.guards = guards;
        edges = [.. all.Where(edge => edge.A != edge.B)];
        foreach (var edge in edges)
        {
            Neighbours(edge.A).Add(edge.B);
            Neighbours(edge.B).Add(edge.A);
        }

        foreach (var node in neighbours.Keys)
        {
            if (cut.TryGetValue(node, out var guard)) held[node] = guard;
        }
    }

    public static Dictionary<Identifier, LinkedIdentifier> Link(IEnumerable<TestEdge> edges, GuardRails guards, IReadOnlyDictionary<Identifier, Guard> cut) =>
        new SimplePersons(edges, guards, cut).Link();

    private Dictionary<Identifier, LinkedIdentifier> Link()
    {
        FindHubs();
        while (true)
        {
            var (heldBefore, conflicts) = (held.ToDictionary(item => item.Key, item => item.Value), new HashSet<Identifier>());
            foreach (var node in Free(_ => true).Where(node => node.Type == IdentifierType.CustomerId)) owner[node] = node;
            JoinAliases();
            Spread(node => node.Type.IsStrong());
            foreach (var group in owner.Where(item => guards.Unique.Contains(item.Key.Type.Name())).GroupBy(item => (item.Value, item.Key.Type)).Where(group => !AreOne([.. group.Select(item => item.Key)])))
                conflicts.UnionWith(group.Select(item => item.Key));
            if (conflicts.Count == 0) break;
            held.Clear();
            foreach (var (node, guard) in heldBefore) held[node] = guard;
            foreach (var node in conflicts) held[node] = Guard.UniqueId;
            owner.Clear();
        }

        Spread(_ => true);
        CutLargePersons();
        var names = Names();
        return neighbours.Keys.ToDictionary(node => node, node => held.TryGetValue(node, out var guard)
            ? new LinkedIdentifier(node, PersonIds.Alone(node), guard, true)
            : new LinkedIdentifier(node, PersonIds.Of(names.GetValueOrDefault(owner[node], node)), null, !names.ContainsKey(owner[node])));
    }

    /// <summary>"A hub has more than the allowed number of neighbours; a shared identifier too many mail addresses or phones."</summary>
    private void FindHubs()
    {
        var found = new Dictionary<Identifier, Guard>();
        foreach (var node in Free(_ => true))
        {
            var counted = neighbours[node].Where(other => !held.ContainsKey(other)).ToList();
            var many = counted.Count(other => other.Type is not IdentifierType.OrderId && other.Type < IdentifierType.Epik);
            var isShared = counted.Count(other => other.Type == IdentifierType.Email) > guards.MostEmails || counted.Count(other => other.Type == IdentifierType.Phone) > guards.MostPhones;
            // "A customer id may have more browsers, up to the size of a person, but not also more addresses."
            var most = node.Type == IdentifierType.CustomerId && !isShared ? Math.Max(guards.MostNeighbours, guards.MostIdentifiers) : guards.MostNeighbours;
            if (many > most) found[node] = Guard.Hub;
            else if (isShared) found[node] = Guard.SharedIdentifier;
        }

        foreach (var (node, guard) in found) held[node] = guard;
    }

    /// <summary>Whether edges among them join them all.</summary>
    private bool AreOne(List<Identifier> several)
    {
        var reached = new HashSet<Identifier> { several[0] };
        while (several.Where(node => !reached.Contains(node) && neighbours[node].Any(reached.Contains)).ToList() is { Count: > 0 } next) reached.UnionWith(next);
        return reached.Count == several.Count;
    }

    /// <summary>"Two customer ids in one edge are one under two keys."</summary>
    private void JoinAliases()
    {
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var node in owner.Keys.ToList())
            {
                var least = neighbours[node].Where(owner.ContainsKey).Select(other => owner[other]).Append(owner[node]).Min();
                grew |= least != owner[node];
                owner[node] = least;
            }
        }
    }

    /// <summary>"An identifier belongs to the nearest person; one that is as near to two is shared. Those that nobody reaches are persons by themselves."</summary>
    private void Spread(Func<Identifier, bool> concerned)
    {
        for (var grew = true; grew;)
        {
            grew = false;
            var before = owner.ToDictionary(item => item.Key, item => item.Value);
            foreach (var node in Free(concerned).Where(node => !owner.ContainsKey(node)).ToList())
            {
                var owners = neighbours[node].Where(before.ContainsKey).Select(other => before[other]).Distinct().ToList();
                if (owners.Count == 1) owner[node] = owners[0];
                else if (owners.Count > 1) held[node] = Guard.SharedIdentifier;
                grew |= owners.Count > 0;
            }
        }

        foreach (var start in Free(concerned).Where(node => !owner.ContainsKey(node)).ToList())
        {
            if (owner.ContainsKey(start)) continue;
            var queue = new Queue<Identifier>([start]);
            while (queue.TryDequeue(out var node))
            {
                if (!owner.TryAdd(node, start)) continue;
                foreach (var other in neighbours[node].Where(other => concerned(other) && !held.ContainsKey(other) && !owner.ContainsKey(other))) queue.Enqueue(other);
            }
        }
    }

    private void CutLargePersons()
    {
        foreach (var person in owner.GroupBy(item => item.Value, item => item.Key).Where(group => group.Count() > guards.MostIdentifiers).ToList())
        {
            var members = person.ToHashSet();
            var first = members.Where(node => node.Type == IdentifierType.CustomerId).Order().Cast<Identifier?>().FirstOrDefault() ?? Oldest(Inner(members));
            var distance = new Dictionary<Identifier, int> { [first] = 0 };
            for (var step = 1; distance.Count < members.Count; step++)
            {
                foreach (var node in members.Where(node => !distance.ContainsKey(node) && neighbours[node].Any(other => distance.GetValueOrDefault(other, step) == step - 1)).ToList())
                    distance[node] = step;
            }

            var staying = members.OrderBy(node => distance[node]).ThenBy(node => node).Take(guards.MostIdentifiers).ToList();
            foreach (var node in members)
            {
                if (staying.Contains(node)) owner[node] = staying[0];
                else (held[node], _) = (Guard.PersonSize, owner.Remove(node));
            }
        }
    }

    /// <summary>"A person is named after the oldest identifier, and after a shared one if it was the first to be seen with it."</summary>
    private Dictionary<Identifier, Identifier> Names()
    {
        var firstOwners = held.Where(item => item.Value == Guard.SharedIdentifier).Select(item => item.Key).ToDictionary(node => node, node => edges
            .Where(edge => edge.A == node || edge.B == node)
            .Select(edge => (edge.Night, edge.Time, Other: edge.A == node ? edge.B : edge.A))
            .Where(edge => edge.Other.Type.IsStrong() && owner.ContainsKey(edge.Other))
            .OrderBy(edge => edge)
            .Select(edge => owner[edge.Other])
            .FirstOrDefault());
        bool Names(TestEdge edge, Identifier person) =>
            (Is(edge.A, person) || (firstOwners.TryGetValue(edge.A, out var a) && a == person))
            && (Is(edge.B, person) || (firstOwners.TryGetValue(edge.B, out var b) && b == person))
            && (Is(edge.A, person) || Is(edge.B, person));
        return owner.Values.Distinct()
            .Select(person => (person, edges: edges.Where(edge => Names(edge, person)).ToList()))
            .Where(item => item.edges.Count > 0)
            .ToDictionary(item => item.person, item => Oldest(item.edges));
    }

    private bool Is(Identifier node, Identifier person) => owner.TryGetValue(node, out var found) && found == person;

    private List<TestEdge> Inner(HashSet<Identifier> members) => [.. edges.Where(edge => members.Contains(edge.A) && members.Contains(edge.B))];

    private static Identifier Oldest(IEnumerable<TestEdge> inner) => inner
        .Select(edge => (edge.Night, edge.Time, Elder: new[] { edge.A, edge.B }.OrderBy(Browsers).ThenBy(node => node).First()))
        .OrderBy(item => (item.Night, item.Time))
        .ThenBy(item => Browsers(item.Elder))
        .ThenBy(item => item.Elder)
        .First().Elder;

    private static bool Browsers(Identifier node) => node.Type is not (IdentifierType.AnonymousId or IdentifierType.DeviceId);

    private IEnumerable<Identifier> Free(Func<Identifier, bool> concerned) => neighbours.Keys.Where(node => concerned(node) && !held.ContainsKey(node));

    private HashSet<Identifier> Neighbours(Identifier node) => neighbours.TryGetValue(node, out var found) ? found : neighbours[node] = [];
}
