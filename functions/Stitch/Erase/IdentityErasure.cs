using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>
/// Takes erased identifiers out of the identity store: edges, maps, change lists and held evidence. The store is made again from what is left, and every file
/// that may hold them is deleted.
/// </summary>
internal sealed class IdentityErasure(Lake lake, IdentityStore store)
{
    /// <param name="tombstones">What is erased.</param>
    /// <param name="persons">Ids that are nobody's any more: no list names them again.</param>
    /// <param name="found">Called before anything is changed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many edges went.</returns>
    public async Task<int> RunAsync(Tombstones tombstones, IReadOnlySet<UInt128> persons, Func<Task> found, CancellationToken cancellation)
    {
        if (await store.CurrentAsync(cancellation) is not { } current) return 0;
        var (pointer, mark) = current;
        var (all, left) = (0, new List<KeyedEdge>());
        for (var shard = 0; shard < pointer.Manifest.Shards; shard++)
        {
            var edges = await store.Night(pointer.Undone).EdgesAsync(pointer.Manifest, shard, cancellation);
            all += edges.Count;
            left.AddRange(edges.Where(edge => !tombstones.Has(edge.A.Key) && !tombstones.Has(edge.B.Key)));
        }

        if (left.Count == all) return 0;
        await found();
        IReadOnlyList<UndonePair> undone = [.. pointer.Undone.Where(pair => !tombstones.Concern(pair))];
        var outcome = await store.Night(undone).RunAsync(IdentityManifest.Empty(pointer.Manifest.Shards) with { Step = pointer.Manifest.Step }, left, cancellation);
        var before = await store.MapAsync(pointer.Manifest.Persons, IdentityRules.None, cancellation);
        var gone = before.All.Select(item => item.Identifier).Where(identifier => tombstones.Has(identifier.Key)).ToHashSet();
        var flows = PersonFlows.Read(Encoding.ASCII.GetBytes(pointer.Erased ?? string.Empty))
            .Concat(PersonFlows.Between(before, await store.MapAsync(outcome.Manifest.Persons, store.Rules(undone), cancellation), gone))
            .Where(flow => !persons.Contains(flow.Before) && !persons.Contains(flow.After));
        await StepNotes.WriteAsync(lake, new(outcome.Manifest.Step, pointer.Night, StepNote.ByErasure), cancellation);
        await store.SwapAsync(pointer with { Undone = undone, Manifest = outcome.Manifest, Erased = Encoding.ASCII.GetString(PersonFlows.Write(flows)), Seen = null }, mark, cancellation);
        return all - left.Count;
    }

    /// <summary>
    /// Deletes what the pointer does not name, but for the merge log, out of which the erased go: only when it is swapped, for whoever reads the old one until then
    /// finds its files.
    /// </summary>
    public async Task ClearAsync(Tombstones tombstones, IReadOnlySet<UInt128> persons, CancellationToken cancellation)
    {
        var manifest = (await store.CurrentAsync(cancellation))?.Pointer.Manifest;
        var kept = manifest is null ? [] : manifest.Index.Concat(manifest.Ledger).SelectMany(runs => runs).Concat(manifest.Moves).Concat(manifest.Hubs).Concat(manifest.Persons).ToHashSet(StringComparer.Ordinal);
        await foreach (var (blob, _) in lake.Identity.ListAsync(string.Empty, cancellation))
        {
            if (StepNotes.IsNote(blob)) continue;
            if (StepNotes.IsChanges(blob)) await RewriteAsync(blob, tombstones, persons, cancellation);
            else if (blob.StartsWith("night=", StringComparison.Ordinal) || (blob.StartsWith("step-", StringComparison.Ordinal) && !kept.Contains(blob))) await lake.Identity.DeleteAsync(blob, cancellation);
        }
    }

    private async Task RewriteAsync(string blob, Tombstones tombstones, IReadOnlySet<UInt128> persons, CancellationToken cancellation)
    {
        var all = ChangeRun.Read((await lake.Identity.ReadAsync(blob, cancellation)).ToMemory()).ToList();
        var left = all.FindAll(change => !tombstones.Has(change.Identifier.Key) && !persons.Contains(change.Before) && !persons.Contains(change.After));
        if (left.Count < all.Count) await lake.Identity.WriteAsync(blob, new(ChangeRun.Write(left)), cancellation);
    }
}
