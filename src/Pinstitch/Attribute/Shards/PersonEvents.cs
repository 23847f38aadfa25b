using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Attribute.Shards;

/// <summary>Routed events by person, as they lie in the file: only who has changed is read any further.</summary>
public sealed class PersonEvents
{
    private readonly List<ReadOnlyMemory<byte>> lines = [];
    private readonly List<int> next = [];
    private readonly Dictionary<UInt128, Chain> chains = [];

    /// <param name="routed">Lines of <see cref="PersonLines.Route"/>, in any order.</param>
    public PersonEvents(IEnumerable<ReadOnlyMemory<byte>> routed)
    {
        ArgumentNullException.ThrowIfNull(routed);
        foreach (var line in routed)
        {
            ref var chain = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(chains, PersonLines.PersonOf(line.Span), out var known);
            next.Add(known ? chain.Last : -1);
            chain = new(lines.Count, chain.Hash + ContentHash.Of(line.Span));
            lines.Add(line);
        }

        Persons = [.. chains.Keys.Order()];
    }

    /// <summary>In order of id.</summary>
    public IReadOnlyList<UInt128> Persons { get; }

    /// <summary>Hash of the set of a person's events.</summary>
    public ContentHash HashOf(UInt128 person) => chains[person].Hash;

    /// <summary>A person's lines, in whatever order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> LinesOf(UInt128 person)
    {
        for (var line = chains[person].Last; line >= 0; line = next[line]) yield return lines[line];
    }

    public IEnumerable<LandedEvent> EventsOf(UInt128 person) => LinesOf(person).Select(line => PersonLines.ReadRouted(line).Event);

    private readonly record struct Chain(int Last, ContentHash Hash);
}
