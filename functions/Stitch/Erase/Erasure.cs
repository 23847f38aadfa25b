using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>
/// Erases persons everywhere: tombstones first, then landed and rejected events, the identity store, and what runs have made of it all. Whatever it was that
/// cut it off, doing it again finishes it: it goes by all tombstones that there are.
/// </summary>
public sealed partial class Erasure(
    Lake lake, ServingFolders folders, ServingTables tables, IdentityStore store, Pseudonyms pseudonyms, TimeProvider time, ILogger<Erasure> logger)
{
    /// <summary>
    /// Blob in <c>identity/</c> that is there from the first trace found until all that was made of it is gone. It holds what names are drawn with for those who are
    /// nobody's now: whoever finishes what was cut off draws the same, or one person's rows would be two's, and a row that a name is part of the key of would stand twice.
    /// </summary>
    private const string Found = "erasing.key";

    /// <param name="names">Persons: each an identifier as rules write it (<c>email:anna@shop.example</c>), or a person's id of 32 hex digits.</param>
    /// <param name="cancellation">Gives up; what was begun is finished by calling it again.</param>
    /// <returns>The erased identifiers and what was found of them; a fault when a name is none. Then nobody is erased.</returns>
    public async Task<Outcome<(IReadOnlyList<Identifier> Identifiers, ErasedCounts Counts)>> RunAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!(await FindAsync(names, cancellation)).TryGet(out var identifiers, out var fault)) return fault;
        await BuryAsync(identifiers, cancellation);
        var tombstones = await store.TombstonesAsync(cancellation);
        var wasCutOff = await lake.Identity.FindAsync(Found, cancellation) is not null;
        var files = await new LandedErasure(lake, tombstones, wasCutOff, MarkAsync).RunAsync(store.Shards, cancellation);
        var messages = await new RejectedErasure(lake, new(tombstones, pseudonyms)).RunAsync(cancellation);
        var identity = new IdentityErasure(lake, store);
        var persons = Persons(tombstones);
        await ForgetUndoneAsync(tombstones, cancellation);
        var edges = await identity.RunAsync(tombstones, persons, MarkAsync, cancellation);
        var rows = 0;
        if (await lake.Identity.FindAsync(Found, cancellation) is { } key)
        {
            await identity.ClearAsync(tombstones, persons, cancellation);
            rows = await new RunErasure(lake, folders, tables).RunAsync(persons.ToDictionary(person => person, person => Drawn(key, person)), cancellation);
            await lake.Identity.DeleteAsync(Found, cancellation);
        }

        var counts = new ErasedCounts(identifiers.Count, files, messages, rows, edges);
        LogErased(counts);
        return (identifiers, counts);

        Task MarkAsync() => lake.Identity.WriteOnceAsync(Found, new(RandomNumberGenerator.GetBytes(32)), cancellation);
    }

    private async Task<Outcome<IReadOnlyList<Identifier>>> FindAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var tombstones = await store.TombstonesAsync(cancellation);
        var map = await store.CurrentAsync(cancellation) is { } current ? await store.MapAsync(current.Pointer.Manifest.Persons, store.Rules(current.Pointer.Undone), cancellation) : null;
        var all = new SortedSet<Identifier>();
        foreach (var name in names)
        {
            var isPerson = UInt128.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var person) && name.Length == 32;
            if (!isPerson)
            {
                if (NamedIdentifier.Mistake(name) is { } mistake) return new Fault(FaultKind.Data, mistake);
                var identifier = tombstones.Latest(NamedIdentifier.Read(name, pseudonyms));
                all.Add(identifier);
                person = map?.Find(identifier).Person ?? 0;
            }

            // A shared identifier may have given the person its id; whoever it would be named after next must not get that.
            List<Identifier> of = [.. (map?.All ?? []).Where(item => item.Guard is null ? item.Person == person : PersonIds.Of(item.Identifier) == person).Select(item => item.Identifier)];
            if (isPerson && of.Count == 0) return new Fault(FaultKind.Data, $"Nobody has the id {name} in the identity store.");
            all.UnionWith(of);
        }

        return all.ToList();
    }

    /// <summary>Nobody needs to keep apart what is no more.</summary>
    private async Task ForgetUndoneAsync(Tombstones tombstones, CancellationToken cancellation)
    {
        var (pairs, mark) = await store.UndoneAsync(cancellation);
        if (pairs.Any(tombstones.Concern)) await store.WriteUndoneAsync(pairs.Where(pair => !tombstones.Concern(pair)), mark, cancellation);
    }

    private async Task BuryAsync(IReadOnlyList<Identifier> identifiers, CancellationToken cancellation)
    {
        var erased = (await store.ErasedAsync(cancellation)).ToDictionary(item => item.Key, item => item.At);
        foreach (var identifier in identifiers) erased[$"{identifier.Key:x32}"] = time.GetUtcNow();
        await store.WriteErasedAsync(erased.Select(item => new ErasedIdentifier(item.Key, item.Value)), cancellation);
    }

    /// <summary>A person is named after an identifier, so these are all the ids that the erased ones can ever have had.</summary>
    private static HashSet<UInt128> Persons(Tombstones tombstones) =>
        [.. tombstones.Keys.SelectMany(key => new[] { PersonIds.Of(new(default, key)), PersonIds.Alone(new(default, key)) })];

    /// <summary>What stands in a person's place: when the key is gone it tells nothing.</summary>
    private static UInt128 Drawn(BinaryData key, UInt128 person)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(id, person);
        return BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key.ToMemory().Span, id));
    }

    [LoggerMessage(3002, LogLevel.Information, "Erased: {Counts}")]
    private partial void LogErased(ErasedCounts counts);
}
