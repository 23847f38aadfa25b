using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Functions.Stitch.Route;

/// <summary>
/// Finds what a night has to send to persons: events of the shard's settled weeks that the books do not have, and events in the
/// shard's book that may be somebody else's now, because an identifier of theirs has changed hands or is shared. Weeks that are the same are not
/// read, and of the book only the rows. Without a run to go on from everything is new.
/// </summary>
public sealed class ReadShard(Lake lake, IdentityStore store)
{
    [Function(nameof(ReadShard))]
    public async Task<ReadEvents> RunAsync([ActivityTrigger] ReadInput input, CancellationToken cancellation)
    {
        var view = (await lake.Runs.ReadAsync(input.View, cancellation)).ToObjectFromJson<IdentityView>()!;
        HashSet<UInt128> shared = [.. await lake.Runs.ReadNumbersAsync(view.Shared, cancellation)];
        var (gone, wanted, sightings) = (new HashSet<UInt128>(), new HashSet<Identifier>(), new List<PairSighting>());
        var come = new List<byte[]>();
        var sent = new List<SentPart>();
        void Look(BookedEvent item)
        {
            wanted.UnionWith(item.Identifiers);
            sightings.AddRange(PairSighting.Of(item, shared));
            foreach (var (past, present) in item.Former) wanted.UnionWith([past, present]);
        }

        var tombstones = await store.TombstonesAsync(cancellation);
        var before = input.Base?.Sent?.ToDictionary(part => part.Week) ?? [];
        foreach (var part in (await SettledList.ReadAsync(lake, input.Events, cancellation)).Parts)
        {
            before.Remove(part.Week, out var known);
            if (known?.Hash == part.Hash)
            {
                sent.Add(known);
                continue;
            }

            HashSet<UInt128> had = known is null ? [] : [.. await lake.Journeys.ReadNumbersAsync(known.Blob, cancellation)];
            var has = new HashSet<UInt128>();
            foreach (var line in await SettledList.EventsAsync(lake, part, cancellation))
            {
                var (item, left) = Without(tombstones, line);
                has.Add(item.Hash);
                if (had.Remove(item.Hash)) continue;
                come.Add(left);
                Look(item);
            }

            gone.UnionWith(had);
            var name = string.Create(CultureInfo.InvariantCulture, $"{input.Work}/sent-{input.Shard:D3}-{part.Week}.bin");
            await lake.Runs.WriteNumbersAsync(name, has, cancellation);
            sent.Add(new(part.Week, part.Hash, name, IsNew: true));
        }

        foreach (var known in before.Values) gone.UnionWith(await lake.Journeys.ReadNumbersAsync(known.Blob, cancellation));
        if (input.Base?.Book is { } folders)
        {
            var book = (await StoredBook.OpenAsync(lake, folders, cancellation)).Book;
            var open = new KeySet(shared.Concat(await lake.Runs.ReadNumbersAsync(view.Changed, cancellation)));
            foreach (var (layer, row) in book.RowsWith(open)) Look(book.Layers[layer].At(row));
        }

        string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{input.Work}/{kind}-{input.Shard:D3}");
        var read = new ReadEvents(Name("come") + ".gz", Name("evidence") + ".bin", Name("sent") + ".json");
        await lake.Runs.WriteAsync(read.Come, Lines.Write(come), cancellation);
        await lake.Runs.WriteAsync(read.Evidence, new(new NightEvidence(gone, wanted, sightings).Write()), cancellation);
        await lake.Runs.WriteAsync(read.Sent, BinaryData.FromObjectAsJson(sent), cancellation);
        return read;
    }

    /// <summary>An event without what was erased of it.</summary>
    private static (BookedEvent Event, byte[] Line) Without(Tombstones tombstones, ReadOnlyMemory<byte> line)
    {
        if (!tombstones.IsEmpty && LandingJson.ReadEvent(line.Span) is var item && tombstones.Without(item) is var left && !ReferenceEquals(left, item))
        {
            var json = LandingJson.Write(left);
            return (BookedEvent.Of(left, json), json);
        }

        var copy = line.ToArray();
        return (BookedEvent.Read(copy), copy);
    }
}
