using CsCheck;
using Pinstitch.Land;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Tests.Stitch.Books;

/// <summary>The two files of a layer, and which layer counts.</summary>
public sealed class BookTests
{
    private static readonly Gen<LandedEvent> Events = Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 3], Gen.Int[0, 9], Gen.String[Gen.Char.AlphaNumeric, 0, 300]).Select((number, identifiers, kind, text) =>
        new LandedEvent($"e{number}", EventNames.PageVisit, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + number), "browser", [.. Enumerable.Range(0, identifiers + 1).Select(place => TestEdge.Id((IdentifierType)(place * 2), number % 50))])
        {
            Page = new("shop.example", "/" + text),
            IsTest = kind == 0,
            Traffic = kind == 1 ? "bot:test" : null,
            MayMeasure = kind switch { 2 => false, 3 => true, _ => null },
            Former = kind == 4 ? [new(TestEdge.Id(IdentifierType.Email, number + 1), TestEdge.Id(IdentifierType.Email, number))] : null,
        });

    [Fact]
    public void What_a_line_tells_of_its_event_is_what_the_event_tells() => Events.Holds(item =>
    {
        var line = LandingJson.Write(item);
        var (read, told) = (BookedEvent.Read(line), BookedEvent.Of(item, line));
        Assert.Equal((told.Hash, told.Time, told.Ties), (read.Hash, read.Time, read.Ties));
        Assert.Equal(told.Identifiers, read.Identifiers);
        Assert.Equal(told.Former, read.Former);
        Assert.Equal(Pinstitch.Stitch.IdentityEdge.Of(item).Any(), told.Ties && told.Identifiers.Count + told.Former.Count > 1);
    });

    [Fact]
    public void A_book_gives_back_what_was_written_and_of_each_person_the_last_layer() => Gen.Select(Events.Array[0, 60], Events.Array[0, 20]).Holds((first, second) =>
    {
        var layers = new[] { Layer(first), Layer(second) };
        var book = new PersonBook([.. layers.Select(layer => layer.Layer)]);
        var expected = Persons(first).ToDictionary(item => item.Key, item => item.Value);
        foreach (var (person, events) in Persons(second)) expected[person] = events;
        var found = book.Everybody().ToDictionary(
            at => book.Layers[at.Layer].Persons[at.Place],
            at => book.Layers[at.Layer].EventsOf(at.Place, block => Block(layers[at.Layer], block)).Select(item => Convert.ToHexString(item.Line.Span)).Order().ToList());
        Assert.Equal(expected.Where(item => item.Value.Count > 0).Select(item => item.Key).Order(), found.Keys.Order());
        foreach (var (person, lines) in found) Assert.Equal(expected[person].Select(line => Convert.ToHexString(line)).Order(), lines);
        Assert.Equal(found.Values.Sum(lines => lines.Count), book.Events());
        var all = expected.Values.SelectMany(lines => lines).Select(line => BookedEvent.Read(line)).ToList();
        var key = all.SelectMany(item => item.Identifiers).Select(identifier => identifier.Key).DefaultIfEmpty().Last();
        Assert.Equal(
            all.Where(item => item.Identifiers.Concat(item.Former.SelectMany(pair => new[] { pair.Past, pair.Present })).Any(identifier => identifier.Key == key)).Select(item => item.Hash).Order(),
            book.RowsWith(new([key])).Select(at => book.Layers[at.Layer].HashAt(at.Row)).Order());
        var hashes = all.Select(item => item.Hash).Where(hash => hash % 3 == 0).ToList();
        var rows = book.RowsOf(new(hashes)).Select(at => book.Layers[at.Layer].At(at.Row)).ToList();
        Assert.Equal(hashes.Order(), rows.Select(row => row.Hash).Order());
        Assert.All(rows, row => Assert.Equal(all.First(item => item.Hash == row.Hash).Identifiers, row.Identifiers));
    });

    [Fact]
    public void Something_else_is_no_book() => Assert.Throws<InvalidDataException>(() => new BookLayer(new byte[40].AsMemory()));

    /// <summary>Every eleventh person has no events any more.</summary>
    private static IEnumerable<KeyValuePair<UInt128, List<byte[]>>> Persons(LandedEvent[] events) => events
        .GroupBy(item => item.Identifiers[0].Key % 12)
        .OrderBy(person => person.Key)
        .Select(person => KeyValuePair.Create(person.Key, person.Key == 11 ? [] : person.Select(LandingJson.Write).DistinctBy(Convert.ToHexString).ToList()));

    private static (BookLayer Layer, byte[] Lines) Layer(LandedEvent[] events)
    {
        var writer = new BookWriter();
        foreach (var (person, lines) in Persons(events)) writer.Add(person, lines.Select(line => BookedEvent.Read(line)));
        var (rows, packed) = writer.Write();
        return (new(rows), packed);
    }

    private static ReadOnlyMemory<byte> Block((BookLayer Layer, byte[] Lines) layer, int block)
    {
        var (offset, length) = layer.Layer.PlaceOfBlock(block);
        return layer.Lines.AsMemory((int)offset, length);
    }
}
