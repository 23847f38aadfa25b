using System.IO.Hashing;
using Pinstitch.Stitch;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Persons found beside persons that there are. Identifiers that several people or nobody can be told by are not counted.</summary>
/// <param name="Precision">Of the pairs of identifiers that were taken for one person's, the share that is.</param>
/// <param name="Recall">Of the pairs that are one person's, the share that was found.</param>
/// <param name="Exact">Of the people with two identifiers or more, the share whose identifiers are one person's, all and no other.</param>
/// <param name="Largest">Most identifiers of one person found.</param>
internal sealed record Quality(double Precision, double Recall, double Exact, int Largest)
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
        var found = graph.Link().All.Select(item => (item.Person, Owner: owners[item.Identifier.Key])).ToList();
        var counted = found.Where(item => item.Owner >= 0).ToList();
        var persons = counted.GroupBy(item => item.Person).ToDictionary(group => group.Key, group => (long)group.Count());
        var people = counted.GroupBy(item => item.Owner).ToDictionary(group => group.Key, group => (long)group.Count());
        var both = counted.GroupBy(item => item).Select(group => (group.Key.Person, group.Key.Owner, Count: (long)group.Count())).ToList();
        var right = both.Sum(group => Pairs(group.Count));
        var exact = both.LongCount(group => group.Count > 1 && group.Count == people[group.Owner] && group.Count == persons[group.Person]);
        return new(
            (double)right / persons.Values.Sum(Pairs),
            (double)right / people.Values.Sum(Pairs),
            (double)exact / people.Values.LongCount(count => count > 1),
            found.GroupBy(item => item.Person).Max(group => group.Count()));
    }

    private static long Pairs(long count) => count * (count - 1) / 2;
}
