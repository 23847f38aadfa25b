using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Stitch.Erase;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>The identity store on blobs: files below a folder, a pointer that is swapped, and tombstones.</summary>
public sealed class IdentityStore(Lake lake, Measurement measurement, Pseudonyms pseudonyms)
{
    private const string Pointer = "current.json";
    private const string Buried = "erased.json";
    private const string Undone = "undone.json";
    private readonly IdentityRules configured = IdentityRules.From(measurement.Guards, pseudonyms);

    public GuardRails Guards => measurement.Guards;

    /// <summary>The configured lists, and pairs that were undone.</summary>
    public IdentityRules Rules(IReadOnlyList<UndonePair> undone) => configured.Without(undone);

    /// <summary>Hash of everything in the configuration that decides who is who, of the number of shards, and of what the store counts: one that was made otherwise is made again.</summary>
    public string RulesHash { get; } =
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Format = 2, Guards = measurement.Guards with { TimesUsual = 0, Accepted = [] }, measurement.Shards })))[..16];

    public int Shards => measurement.Shards;

    /// <summary>Nights on the store itself.</summary>
    /// <param name="undone">Pairs that they are made without.</param>
    /// <param name="former">Pairs that the store was made without so far; null for the same.</param>
    public IdentityNight Night(IReadOnlyList<UndonePair> undone, IReadOnlyList<UndonePair>? former = null) =>
        new(new BlobFiles(lake.Identity, string.Empty), Guards, Rules(undone), former is null || former.SequenceEqual(undone) ? null : Rules(former));

    /// <summary>The night of a plan: on the store, or by itself in the run's own folder.</summary>
    public IdentityNight Night(SavedPlan plan, string work)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.IsAside ? Aside(work, plan.Undone) : Night(plan.Undone, plan.Former);
    }

    /// <summary>A night by itself.</summary>
    public IdentityNight Aside(string work, IReadOnlyList<UndonePair> undone) => new(new BlobFiles(lake.Runs, $"{work}/identity/"), Guards, Rules(undone));

    public IIdentityFiles Files(SavedPlan plan, string work) => plan.IsAside ? new BlobFiles(lake.Runs, $"{work}/identity/") : new BlobFiles(lake.Identity, string.Empty);

    /// <summary>The number that edges of a night carry.</summary>
    public static ushort Number(DateOnly night) => (ushort)Math.Clamp(night.DayNumber - 700_000, 0, ushort.MaxValue);

    public async Task<(IdentityPointer Pointer, ETag Mark)?> CurrentAsync(CancellationToken cancellation) =>
        await lake.Identity.FindPointerAsync(Pointer, cancellation) is { } found ? (found.Content.ToObjectFromJson<IdentityPointer>()!, found.Mark) : null;

    /// <exception cref="InvalidOperationException">Somebody else has swapped it since.</exception>
    public async Task SwapAsync(IdentityPointer next, ETag? read, CancellationToken cancellation)
    {
        if (!await lake.Identity.SwapAsync(Pointer, BinaryData.FromObjectAsJson(next), read, cancellation))
            throw new InvalidOperationException("The identity store was changed by another run meanwhile; this step is tried again on what it has become.");
    }

    /// <summary>Whose every identifier is, by files of changes of this store.</summary>
    public async Task<PersonMap> MapAsync(IReadOnlyList<string> persons, IdentityRules rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(persons);
        var map = new PersonMap([], rules);
        foreach (var run in persons) map.Follow((await lake.Identity.ReadAsync(run, cancellation)).ToMemory());
        return map;
    }

    /// <summary>Whose identifiers are.</summary>
    /// <param name="view">Who is who after a night.</param>
    /// <param name="wanted">The identifiers; nothing is kept of others. Null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<PersonMap> MapAsync(IdentityView view, IReadOnlySet<Identifier>? wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        var files = view.Folder is { } folder ? new BlobFiles(lake.Runs, folder) : new BlobFiles(lake.Identity, string.Empty);
        var map = new PersonMap([], Rules(view.Undone), wanted);
        foreach (var run in view.Runs) map.Follow(await files.ReadAsync(run, cancellation));
        return map;
    }

    public async Task<IReadOnlyList<ErasedIdentifier>> ErasedAsync(CancellationToken cancellation) =>
        (await lake.Identity.FindAsync(Buried, cancellation))?.ToObjectFromJson<List<ErasedIdentifier>>() ?? [];

    /// <summary>Hash of what has been erased.</summary>
    public async Task<string> ErasedHashAsync(CancellationToken cancellation) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(await ErasedAsync(cancellation))))[..16];

    public async Task<Tombstones> TombstonesAsync(CancellationToken cancellation) =>
        new((await ErasedAsync(cancellation)).ToDictionary(item => UInt128.Parse(item.Key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), item => item.At));

    public Task WriteErasedAsync(IEnumerable<ErasedIdentifier> erased, CancellationToken cancellation) =>
        lake.Identity.WriteAsync(Buried, BinaryData.FromObjectAsJson(erased.OrderBy(item => item.Key, StringComparer.Ordinal)), cancellation);

    /// <summary>Pairs that count as never seen together from the next night on, oldest first, with the mark that a swap needs.</summary>
    public async Task<(IReadOnlyList<UndonePair> Pairs, ETag? Mark)> UndoneAsync(CancellationToken cancellation) =>
        await lake.Identity.FindPointerAsync(Undone, cancellation) is { } found ? (found.Content.ToObjectFromJson<List<UndonePair>>()!, found.Mark) : ([], null);

    /// <exception cref="InvalidOperationException">Somebody else has changed the list since.</exception>
    public async Task WriteUndoneAsync(IEnumerable<UndonePair> pairs, ETag? read, CancellationToken cancellation)
    {
        if (!await lake.Identity.SwapAsync(Undone, BinaryData.FromObjectAsJson(pairs), read, cancellation)) throw new InvalidOperationException("The list of undone pairs was changed meanwhile. Try again.");
    }

    /// <summary>The night's edges, without what was erased.</summary>
    /// <param name="input">The night.</param>
    /// <param name="seen">Parts that are left out, since the store has them; those that are read are added. Null to read everything.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<IdentityEdge> EdgesAsync(StitchInput input, SeenParts? seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var tombstones = await TombstonesAsync(cancellation);
        foreach (var (shard, blob) in input.Edges.Index())
        {
            foreach (var part in (await SettledList.ReadAsync(lake, blob, cancellation)).Parts)
            {
                if (seen?.Has(shard, part) == true) continue;
                foreach (var line in await SettledList.EdgesAsync(lake, part, cancellation))
                {
                    if (tombstones.Without(EdgeJson.Read(line)) is { } edge) yield return edge;
                }

                seen?.Add(shard, part);
            }
        }
    }

    private sealed class BlobFiles(BlobFolder folder, string prefix) : IIdentityFiles
    {
        public async Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation) => (await folder.ReadAsync(prefix + name, cancellation)).ToMemory();

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => folder.WriteAsync(prefix + name, new(content), cancellation);
    }
}
