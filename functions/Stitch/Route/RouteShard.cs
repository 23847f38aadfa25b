using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Functions.Stitch.Route;

/// <summary>
/// Sends new events to the shards of their persons; those in the shard's book that are somebody else's now with them. What leaves
/// the book, because it is another's or is no more, is listed.
/// </summary>
public sealed class RouteShard(Lake lake, Measurement measurement)
{
    [Function(nameof(RouteShard))]
    public async Task<RoutedShard> RunAsync([ActivityTrigger] RouteInput input, CancellationToken cancellation)
    {
        var persons = PersonLines.Read(Lines.Read(await lake.Runs.ReadAsync(input.Owners.Persons, cancellation)), measurement.Guards.OwnerHours);
        using var sections = new SectionWriter(input.Shards, hashed: true);
        void Send(UInt128 person, ReadOnlyMemory<byte> line) => sections.Add(Sharding.Of(person, input.Shards), PersonLines.Route(person, line.Span));
        foreach (var line in Lines.Read(await lake.Runs.ReadAsync(input.Come, cancellation)))
        {
            var item = BookedEvent.Read(line);
            Send(persons.Of(item.Identifiers, item.Time), line);
        }

        string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{input.Work}/{kind}-{input.Shard:D3}");
        var (left, hash) = (new List<UInt128>(), ContentHash.Empty);
        if (input.Book is { } folders)
        {
            var book = await StoredBook.OpenAsync(lake, folders, cancellation);
            var leaving = Leaving(book.Book, persons, new(await lake.Runs.ReadNumbersAsync(input.Owners.Gone, cancellation)), await OpenAsync(input.View, cancellation));
            await foreach (var (person, events) in book.EventsAsync(leaving.Keys, cancellation))
            {
                foreach (var item in events)
                {
                    if (!leaving[book.Book.Find(person)!.Value].TryGetValue(item.Hash, out var next)) continue;
                    left.AddRange([person, item.Hash]);
                    hash += ContentHash.Of(PersonLines.Route(person, item.Line.Span));
                    if (next is { } other) Send(other, item.Line);
                }
            }
        }

        if (left.Count > 0) await lake.Runs.WriteNumbersAsync(Name("left") + ".bin", left, cancellation);
        return new(await sections.WriteAsync(lake.Runs, Name("route") + ".gz", cancellation), left.Count > 0 ? Name("left") + ".bin" : null, hash.ToString());
    }

    /// <summary>By person of the book the lines that go, each with the person that it goes to, or null.</summary>
    private static Dictionary<(int Layer, int Place), Dictionary<UInt128, UInt128?>> Leaving(PersonBook book, Persons persons, KeySet gone, KeySet open)
    {
        var leaving = new Dictionary<(int Layer, int Place), Dictionary<UInt128, UInt128?>>();
        foreach (var (at, row) in book.RowsWith(open))
        {
            var item = book.Layers[at].At(row);
            var next = persons.Of(item.Identifiers, item.Time);
            if (next != book.Layers[at].Persons[book.Layers[at].PersonAt(row)]) Leave(at, row, next);
        }

        foreach (var (at, row) in book.RowsOf(gone)) Leave(at, row, null);
        return leaving;

        void Leave(int layer, int row, UInt128? next)
        {
            var person = (layer, book.Layers[layer].PersonAt(row));
            if (!leaving.TryGetValue(person, out var lines)) leaving[person] = lines = [];
            lines[book.Layers[layer].HashAt(row)] = next;
        }
    }

    private async Task<KeySet> OpenAsync(string name, CancellationToken cancellation)
    {
        var view = (await lake.Runs.ReadAsync(name, cancellation)).ToObjectFromJson<IdentityView>()!;
        return new([.. await lake.Runs.ReadNumbersAsync(view.Shared, cancellation), .. await lake.Runs.ReadNumbersAsync(view.Changed, cancellation)]);
    }
}
