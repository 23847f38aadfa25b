using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>All edges of the settled events, each with the event that is its evidence.</summary>
public sealed class IdentityEvidence(Lake lake, IdentityStore store)
{
    /// <summary>Reads them, without what was erased.</summary>
    public async Task<IReadOnlyList<IdentityEdge>> ReadAsync(CancellationToken cancellation)
    {
        var erased = await store.ErasedAsync(cancellation);
        var settled = new SettledStore(lake);
        var edges = new List<IdentityEdge>();
        foreach (var list in (await settled.CurrentAsync(store.Shards, cancellation)).Pointer.Shards)
        {
            foreach (var week in await settled.WeeksAsync(list, cancellation))
            {
                foreach (var line in Lines.Read(await lake.Events.ReadAsync(week.Edges, cancellation))) edges.Add(EdgeJson.Read(line));
            }
        }

        bool IsErased(Identifier identifier, DateTimeOffset time) => erased.TryGetValue($"{identifier.Key:x32}", out var at) && time <= at;
        return [.. edges.Where(edge => !IsErased(edge.A, edge.FirstSeen) && !IsErased(edge.B, edge.FirstSeen))];
    }
}
