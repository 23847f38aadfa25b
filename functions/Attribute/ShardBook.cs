using Pinstitch.Attribute.Shards;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Functions.Attribute;

/// <summary>Takes a night's events into a shard's book: a layer of the persons that they concern, and now and then all layers as one.</summary>
internal sealed class ShardBook(Lake lake, CreditInput input)
{
    /// <summary>Layers that a book may have: each costs a read of its rows.</summary>
    private const int MostLayers = 12;

    /// <summary>Persons that have got or lost an event.</summary>
    private readonly SortedSet<UInt128> changed = [];

    private StoredBook? stored;

    /// <summary>Keeps with the run what the night has found out of the shard's settled weeks.</summary>
    public async Task<IReadOnlyList<SentPart>> KeepSentAsync(CancellationToken cancellation)
    {
        var kept = new List<SentPart>();
        foreach (var part in (await lake.Runs.ReadAsync(input.Sent, cancellation)).ToObjectFromJson<List<SentPart>>()!)
        {
            if (!part.IsNew)
            {
                kept.Add(part);
                continue;
            }

            var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{CreditPaths.Book(input, "sent")}/{part.Week}.bin");
            await lake.Journeys.WriteAsync(name, await lake.Runs.ReadAsync(part.Blob, cancellation), cancellation);
            kept.Add(part with { Blob = name, IsNew = false });
        }

        return kept;
    }

    /// <summary>All events of each person that the night concerns.</summary>
    /// <param name="awaited">Persons that it concerns although their events are the same; null for everybody.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The events, and the persons that have other events than before, some of whom may have none.</returns>
    public async Task<(PersonEvents Events, IReadOnlySet<UInt128> Changed)> ReadAsync(IEnumerable<UInt128>? awaited, CancellationToken cancellation)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var part in input.Parts) lines.AddRange(Lines.Read(await lake.Runs.ReadAsync(part.Blob, part.Offset, part.Length, cancellation)));
        changed.UnionWith(lines.Select(line => PersonLines.PersonOf(line.Span)));
        if (input.Book is null) return (new(lines), changed);

        stored = await StoredBook.OpenAsync(lake, input.Book, cancellation);
        var left = await LeftAsync(cancellation);
        changed.UnionWith(left.Select(item => item.Person));
        var places = awaited is null ? stored.Book.Everybody() : changed.Concat(awaited).Distinct().Select(stored.Book.Find).OfType<(int, int)>();
        await foreach (var (person, events) in stored.EventsAsync(places, cancellation))
            lines.AddRange(events.Where(item => !left.Contains((person, item.Hash))).Select(item => (ReadOnlyMemory<byte>)PersonLines.Route(person, item.Line.Span)));
        return (new(lines), changed);
    }

    /// <summary>Writes what <see cref="ReadAsync"/> came to.</summary>
    /// <returns>The book's folders, and how many events it has.</returns>
    public async Task<(IReadOnlyList<string> Folders, int Events)> WriteAsync(PersonEvents events, IReadOnlySet<UInt128> persons, CancellationToken cancellation)
    {
        var there = events.Persons.ToHashSet();
        IReadOnlyList<string> folders = input.Book ?? [];
        if (persons.Count > 0 || input.Book is null)
        {
            var layer = new BookWriter();
            foreach (var person in input.Book is null ? events.Persons : [.. persons.Order()])
                layer.Add(person, there.Contains(person) ? events.LinesOf(person).Select(line => BookedEvent.Read(line[32..])) : []);
            folders = [.. folders, CreditPaths.Book(input, input.Book is null ? "whole" : $"since-{input.BookBase}")];
            await StoredBook.WriteAsync(lake, folders[^1], layer, cancellation);
            stored = await StoredBook.OpenAsync(lake, folders, cancellation);
        }

        var book = stored!.Book;
        var count = book.Events();
        if (folders.Count < 2 || (folders.Count <= MostLayers && book.Layers.Skip(1).Sum(item => item.Rows) <= book.Layers[0].Rows / 2)) return (folders, count);
        var merged = new BookWriter();
        var all = new SortedDictionary<UInt128, IReadOnlyList<BookedEvent>>();
        // Lines are parts of unpacked blocks: by themselves they take no more than they are.
        await foreach (var (person, of) in stored.EventsAsync(book.Everybody(), cancellation)) all.Add(person, [.. of.Select(item => item with { Line = item.Line.ToArray() })]);
        foreach (var (person, of) in all) merged.Add(person, of);
        await StoredBook.WriteAsync(lake, CreditPaths.Book(input, "merged"), merged, cancellation);
        return ([CreditPaths.Book(input, "merged")], count);
    }

    private async Task<HashSet<(UInt128 Person, UInt128 Line)>> LeftAsync(CancellationToken cancellation)
    {
        if (input.Left is null) return [];
        return [.. (await lake.Runs.ReadNumbersAsync(input.Left, cancellation)).Chunk(2).Select(pair => (pair[0], pair[1]))];
    }
}
