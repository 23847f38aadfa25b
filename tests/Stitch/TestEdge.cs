using System.Globalization;
using System.IO.Hashing;
using System.Text;
using CsCheck;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Tests.Stitch;

/// <summary>An edge of a made-up graph.</summary>
internal sealed record TestEdge(Identifier A, Identifier B, uint Time, ushort Night)
{
    /// <summary>Graphs of up to a hundred edges between few identifiers, so that everything that can conflict does.</summary>
    public static Gen<TestEdge[]> Graphs { get; } = Graph(4).Array[0, 25].SelectMany(_ => Gen.Int[2, 9]).SelectMany(ids => Graph(ids).Array[0, 100]);

    public static Identifier Id(IdentifierType type, int number) =>
        new(type, XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}|{number}"))));

    public static PersonGraph Graph(IEnumerable<TestEdge> edges, GuardRails guards, IdentityRules? rules = null)
    {
        var graph = new PersonGraph(guards, rules ?? IdentityRules.None);
        foreach (var edge in edges) graph.Add(edge.A, edge.B, edge.Time, edge.Night);
        return graph;
    }

    /// <summary>The persons in an order that does not depend on how they were found.</summary>
    public static List<LinkedIdentifier> Persons(IEnumerable<TestEdge> edges, GuardRails guards, IdentityRules? rules = null) =>
        [.. Graph(edges, guards, rules).Link().All.OrderBy(item => item.Identifier)];

    private static Gen<TestEdge> Graph(int ids) =>
        Gen.Select(Identifiers(ids), Identifiers(ids), Gen.UInt[1, 50], Gen.UShort[0, 9]).Select(parts => parts.Item1 <= parts.Item2
            ? new TestEdge(parts.Item1, parts.Item2, parts.Item3, parts.Item4)
            : new TestEdge(parts.Item2, parts.Item1, parts.Item3, parts.Item4));

    private static Gen<Identifier> Identifiers(int ids) => Gen.Select(Gen.Int[0, 9], Gen.Int[1, ids], (type, number) => Id((IdentifierType)type, number));
}
