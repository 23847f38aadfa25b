using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>
/// Takes a person out of the identity store: identifiers leave edges, maps, change lists and held evidence, and tombstones keep what was seen of
/// them so far from coming back. The store is made again from what is left, and every file that may hold the person is deleted.
/// </summary>
public sealed partial class IdentityErasure(Lake lake, IdentityStore store, Pseudonyms pseudonyms, TimeProvider time, ILogger<IdentityErasure> logger)
{
    /// <param name="name">An identifier as rules write it (<c>email:anna@shop.example</c>), or a person's id of 32 hex digits.</param>
    /// <param name="cancellation">Gives up; what was begun is finished by calling it again.</param>
    /// <returns>The erased identifiers; a fault when the name is none.</returns>
    public async Task<Outcome<IReadOnlyList<Identifier>>> RunAsync(string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        var isPerson = UInt128.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var person) && name.Length == 32;
        if (!isPerson && NamedIdentifier.Mistake(name) is { } mistake) return new Fault(FaultKind.Data, mistake);
        var current = await store.CurrentAsync(cancellation);
        var identifiers = new List<Identifier>();
        if (!isPerson)
        {
            identifiers.Add(NamedIdentifier.Read(name, pseudonyms));
            person = current is null ? 0 : (await store.MapAsync(current.Value.Pointer.Manifest.Persons, store.Rules, cancellation)).Find(identifiers[0]).Person;
        }

        if (current is not null)
        {
            var map = await store.MapAsync(current.Value.Pointer.Manifest.Persons, store.Rules, cancellation);
            identifiers = [.. identifiers.Concat(map.All.Where(item => item.Guard is null && item.Person == person).Select(item => item.Identifier)).Distinct().Order()];
        }

        if (identifiers.Count == 0) return new Fault(FaultKind.Data, $"Nobody has the id {name} in the identity store.");
        await BuryAsync(identifiers, cancellation);
        if (current is { } found) await RebuildAsync(found.Pointer, found.Mark, identifiers, cancellation);
        LogErased(identifiers.Count);
        return identifiers;
    }

    private async Task BuryAsync(List<Identifier> identifiers, CancellationToken cancellation)
    {
        var erased = (await store.ErasedAsync(cancellation)).ToDictionary();
        foreach (var identifier in identifiers) erased[$"{identifier.Key:x32}"] = time.GetUtcNow();
        await store.WriteErasedAsync(erased.Select(item => new ErasedIdentifier(item.Key, item.Value)), cancellation);
    }

    private async Task RebuildAsync(IdentityPointer pointer, global::Azure.ETag mark, List<Identifier> identifiers, CancellationToken cancellation)
    {
        var gone = identifiers.ToHashSet();
        var edges = new List<KeyedEdge>();
        for (var shard = 0; shard < pointer.Manifest.Shards; shard++)
            edges.AddRange((await store.Night.EdgesAsync(pointer.Manifest, shard, cancellation)).Where(edge => !gone.Contains(edge.A) && !gone.Contains(edge.B)));
        var empty = IdentityManifest.Empty(pointer.Manifest.Shards) with { Step = pointer.Manifest.Step };
        var outcome = await store.Night.RunAsync(empty, edges, cancellation);
        var touched = PersonFlows.Between(
            await store.MapAsync(pointer.Manifest.Persons, IdentityRules.None, cancellation), await store.MapAsync(outcome.Manifest.Persons, store.Rules, cancellation), gone);
        var flows = PersonFlows.Read(Encoding.ASCII.GetBytes(pointer.Erased ?? string.Empty)).Concat(touched);
        await store.SwapAsync(pointer with { Manifest = outcome.Manifest, Erased = Encoding.ASCII.GetString(PersonFlows.Write(flows)), Seen = null }, mark, cancellation);

        // Only now: whoever reads the old pointer until here finds its files.
        var kept = outcome.Manifest.Step.ToString("D6", CultureInfo.InvariantCulture);
        await foreach (var (blob, _) in lake.Identity.ListAsync(string.Empty, cancellation))
        {
            if ((blob.StartsWith("step-", StringComparison.Ordinal) && !blob.StartsWith($"step-{kept}/", StringComparison.Ordinal)) || blob.StartsWith("night=", StringComparison.Ordinal))
                await lake.Identity.DeleteAsync(blob, cancellation);
        }
    }

    [LoggerMessage(3002, LogLevel.Information, "A person of {Identifiers} identifiers was erased from the identity store")]
    private partial void LogErased(int identifiers);
}
