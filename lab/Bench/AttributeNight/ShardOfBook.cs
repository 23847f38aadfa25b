using Pinstitch.Attribute.Shards;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Lab.Bench.AttributeNight;

/// <summary>The book of a shard of persons, as bytes, and what a night does to it: the same calls as <c>ReadShard</c>, <c>RouteShard</c> and <c>ShardBook</c> make, without storage.</summary>
internal sealed class ShardOfBook
{
    private readonly (byte[] Rows, byte[] Lines) whole;
    private (byte[] Rows, byte[] Lines) layer;

    /// <param name="routed">All events up to the day before.</param>
    public ShardOfBook(IEnumerable<ReadOnlyMemory<byte>> routed) => whole = Written(new(routed));

    /// <summary>Takes a day in: rows are gone over for identifiers that have changed hands, twice, new lines are read, the persons' other lines come out of their blocks, and a layer is written.</summary>
    /// <returns>All events of the persons that the day is about.</returns>
    public PersonEvents Night(IReadOnlyList<ReadOnlyMemory<byte>> day, IEnumerable<UInt128> awaited)
    {
        var news = day.Select(line => BookedEvent.Read(line[32..])).ToList();
        var changed = new KeySet(news.SelectMany(item => item.Identifiers).Select(identifier => identifier.Key));
        var book = Open(whole);
        if (Open(whole).RowsWith(changed).Count() != book.RowsWith(changed).Select(at => book.Layers[at.Layer].At(at.Row)).Count()) throw new InvalidOperationException("A book is not what it was.");
        var lines = new List<ReadOnlyMemory<byte>>(day);
        foreach (var (_, place) in day.Select(line => PersonLines.PersonOf(line.Span)).Concat(awaited).Distinct().Select(book.Find).OfType<(int Layer, int Place)>().Order())
        {
            var person = book.Layers[0].Persons[place];
            lines.AddRange(book.Layers[0].EventsOf(place, block => Block(book.Layers[0], whole.Lines, block)).Select(item => (ReadOnlyMemory<byte>)PersonLines.Route(person, item.Line.Span)));
        }

        var events = new PersonEvents(lines);
        layer = Written(events);
        return events;
    }

    /// <exception cref="InvalidOperationException">The book does not hold these events.</exception>
    public void Check(IReadOnlyCollection<ReadOnlyMemory<byte>> all)
    {
        if (new PersonBook([new(whole.Rows), new(layer.Rows)]).Events() != all.Count) throw new InvalidOperationException("The book does not hold all events.");
    }

    private static PersonBook Open((byte[] Rows, byte[] Lines) files) => new([new(files.Rows)]);

    private static ReadOnlyMemory<byte> Block(BookLayer layer, byte[] lines, int block)
    {
        var (offset, length) = layer.PlaceOfBlock(block);
        return lines.AsMemory((int)offset, length);
    }

    private static (byte[] Rows, byte[] Lines) Written(PersonEvents events)
    {
        var writer = new BookWriter();
        foreach (var person in events.Persons) writer.Add(person, events.LinesOf(person).Select(line => BookedEvent.Read(line[32..])));
        return writer.Write();
    }
}
