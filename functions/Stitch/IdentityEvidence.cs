using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>All edges of the settled events, each with the event that is its evidence.</summary>
public sealed class IdentityEvidence(Lake lake, IdentityStore store, Measurement measurement)
{
    /// <summary>Reads them, without what was erased.</summary>
    /// <param name="night">The night whose persons they are held against, which has learned of nothing later; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<IdentityEdge>> ReadAsync(DateOnly? night, CancellationToken cancellation)
    {
        var tombstones = await store.TombstonesAsync(cancellation);
        var settled = new SettledStore(lake);
        var edges = new List<IdentityEdge>();
        var end = night is { } last ? measurement.StartOf(last.AddDays(1)) : DateTimeOffset.MaxValue;
        foreach (var list in (await settled.CurrentAsync(store.Shards, cancellation)).Pointer.Shards)
        {
            foreach (var week in await settled.WeeksAsync(list, cancellation))
            {
                edges.AddRange(Lines.Read(await lake.Events.ReadAsync(week.Edges, cancellation)).Select(line => EdgeJson.Read(line))
                    .Where(edge => edge.FirstSeen < end).Select(tombstones.Without).OfType<IdentityEdge>());
            }
        }

        return edges;
    }

    /// <summary>Everybody, and who had shared identifiers when, as of the latest night.</summary>
    public async Task<Persons> PersonsAsync(IdentityPointer current, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(current);
        var map = await store.MapAsync(current.Manifest.Persons, store.Rules(current.Undone), cancellation);
        var owners = new SharedOwners(map);
        foreach (var edge in await ReadAsync(current.Night, cancellation)) owners.Add(edge);
        return PersonLines.Read(PersonLines.Write(map, owners.Find()).Select(line => (ReadOnlyMemory<byte>)line), measurement.Guards.OwnerHours);
    }

    /// <summary>Pairs that guard rails hold as of the latest night, each with its earliest evidence, in order of time.</summary>
    public async Task<IEnumerable<HeldEdge>> HeldAsync(IdentityPointer current, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(current);
        var held = new HeldEvidence(await store.MapAsync(current.Manifest.Persons, store.Rules(current.Undone), cancellation));
        foreach (var edge in await ReadAsync(current.Night, cancellation)) held.Add(edge);
        return held.Edges();
    }
}
