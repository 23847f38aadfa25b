using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>All edges of the settled events, each with the event that is its evidence.</summary>
public sealed class IdentityEvidence(Lake lake, IdentityStore store)
{
    /// <summary>Reads them, without what was erased.</summary>
    public async Task<IReadOnlyList<IdentityEdge>> ReadAsync(CancellationToken cancellation)
    {
        var tombstones = await store.TombstonesAsync(cancellation);
        var settled = new SettledStore(lake);
        var edges = new List<IdentityEdge>();
        foreach (var list in (await settled.CurrentAsync(store.Shards, cancellation)).Pointer.Shards)
        {
            foreach (var week in await settled.WeeksAsync(list, cancellation))
            {
                edges.AddRange(Lines.Read(await lake.Events.ReadAsync(week.Edges, cancellation)).Select(line => tombstones.Without(EdgeJson.Read(line))).OfType<IdentityEdge>());
            }
        }

        return edges;
    }
}
