using System.IO.Hashing;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Persons found beside persons that there are. Identifiers that several people or nobody can be told by are not counted.</summary>
/// <param name="Precision">Of the pairs of identifiers that were taken for one person's, the share that is.</param>
/// <param name="Recall">Of the pairs that are one person's, the share that was found.</param>
/// <param name="Exact">Of the people with two identifiers or more, the share whose identifiers are one person's, all and no other.</param>
/// <param name="Largest">Most identifiers of one person found.</param>
/// <param name="Lost">Why pairs were lost, each as a share of all pairs: <c>second_account</c> where the owner has two customer ids, else the guard rail that holds one of the two, <c>behind_</c> that guard rail
/// where all that one of the two was seen with is held by it, or <c>other</c>.</param>
internal sealed record Quality(double Precision, double Recall, double Exact, int Largest, IReadOnlyDictionary<string, double> Lost)
{
    public static Quality Of(WorldEdge[] edges, ulong seed, GuardRails guards)
    {
        var owners = new Dictionary<UInt128, long>();
        var graph = new PersonGraph(guards, IdentityRules.None, edges.Length);
        var text = new byte[256];
        UInt128 Key(WorldIdentifier identifier)
        {
            var key = XxHash128.HashToUInt128(text.AsSpan(0, identifier.Write(seed, text)));
            owners[key] = identifier.Owner;
            return key;
        }

        foreach (var edge in edges) graph.Add(new(edge.A.Type, Key(edge.A)), new(edge.B.Type, Key(edge.B)), edge.Time, 1);
        var linked = graph.Link().All.ToList();
        var behind = Behind(edges, Key, linked.Where(item => item.Guard is not null).ToDictionary(item => item.Identifier.Key, item => item.Guard!.Value));
        var found = linked.ConvertAll(item => (item.Person, Owner: owners[item.Identifier.Key], item.Guard, item.Identifier.Type, Behind: behind.GetValueOrDefault(item.Identifier.Key)));
        var counted = found.Where(item => item.Owner >= 0).ToList();
        var persons = counted.GroupBy(item => item.Person).ToDictionary(group => group.Key, group => (long)group.Count());
        var people = counted.GroupBy(item => item.Owner).ToDictionary(group => group.Key, group => (long)group.Count());
        var both = counted.GroupBy(item => (item.Person, item.Owner)).Select(group => (group.Key.Person, group.Key.Owner, Count: (long)group.Count())).ToList();
        var right = both.Sum(group => Pairs(group.Count));
        var exact = both.LongCount(group => group.Count > 1 && group.Count == people[group.Owner] && group.Count == persons[group.Person]);
        var pairs = (double)people.Values.Sum(Pairs);
        var broken = both.GroupBy(group => group.Owner).Where(groups => groups.Count() > 1).Select(groups => groups.Key).ToHashSet();
        var lost = counted.Where(item => broken.Contains(item.Owner)).GroupBy(item => item.Owner)
            .SelectMany(of => Causes([.. of.Select(item => (item.Person, item.Guard, item.Type, item.Behind))]))
            .CountBy(cause => cause)
            .OrderByDescending(cause => cause.Value)
            .ToDictionary(cause => cause.Key, cause => cause.Value / pairs);
        return new(
            (double)right / persons.Values.Sum(Pairs),
            (double)right / people.Values.Sum(Pairs),
            (double)exact / people.Values.LongCount(count => count > 1),
            found.GroupBy(item => item.Person).Max(group => group.Count()),
            lost);
    }

    /// <summary>Identifiers that were seen with held ones only, with a guard rail that holds these.</summary>
    private static Dictionary<UInt128, Guard?> Behind(WorldEdge[] edges, Func<WorldIdentifier, UInt128> keyOf, Dictionary<UInt128, Guard> held)
    {
        var behind = new Dictionary<UInt128, Guard?>();
        if (held.Count == 0) return behind;
        foreach (var edge in edges)
        {
            var (a, b) = (keyOf(edge.A), keyOf(edge.B));
            See(a, b);
            See(b, a);
        }

        return behind;

        void See(UInt128 key, UInt128 other)
        {
            if (!held.TryGetValue(other, out var guard)) behind[key] = null;
            else behind.TryAdd(key, guard);
        }
    }

    /// <summary>For each pair of one owner's identifiers that was not found, why.</summary>
    private static IEnumerable<string> Causes(IReadOnlyList<(UInt128 Person, Guard? Guard, IdentifierType Type, Guard? Behind)> identifiers)
    {
        var accounts = identifiers.Count(item => item.Type == IdentifierType.CustomerId);
        for (var one = 0; one < identifiers.Count; one++)
        {
            for (var two = one + 1; two < identifiers.Count; two++)
            {
                if (identifiers[one].Person == identifiers[two].Person) continue;
                var behind = identifiers[one].Behind ?? identifiers[two].Behind;
                yield return accounts > 1 ? "second_account" : (identifiers[one].Guard ?? identifiers[two].Guard)?.Name() ?? (behind is { } guard ? $"behind_{guard.Name()}" : "other");
            }
        }
    }

    private static long Pairs(long count) => count * (count - 1) / 2;
}
