using Pinstitch.Azure.Storage;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Functions.Stitch.Route;

/// <summary>A shard's book on storage, <c>journeys/{folder}</c>: <c>rows.bin</c> and <c>lines.bin</c> of each layer.</summary>
internal sealed class StoredBook
{
    /// <summary>Blocks of lines that are no further apart are read at once.</summary>
    private const int Gap = 256 * 1024;

    private readonly Lake lake;
    private readonly IReadOnlyList<string> folders;

    private StoredBook(Lake lake, IReadOnlyList<string> folders, PersonBook book) => (this.lake, this.folders, Book) = (lake, folders, book);

    public PersonBook Book { get; }

    public static async Task<StoredBook> OpenAsync(Lake lake, IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        var layers = new List<BookLayer>();
        foreach (var folder in folders) layers.Add(new((await lake.Journeys.ReadAsync(Rows(folder), cancellation)).ToMemory()));
        return new(lake, folders, new(layers));
    }

    public static async Task WriteAsync(Lake lake, string folder, BookWriter layer, CancellationToken cancellation)
    {
        var (rows, lines) = layer.Write();
        await lake.Journeys.WriteAsync(LinesName(folder), new(lines), cancellation);
        await lake.Journeys.WriteAsync(Rows(folder), new(rows), cancellation);
    }

    /// <summary>Events of some persons, with their lines.</summary>
    /// <param name="places">Where they are, as the book tells.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<(UInt128 Person, IReadOnlyList<BookedEvent> Events)> EventsAsync(
        IEnumerable<(int Layer, int Place)> places, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var group in places.GroupBy(item => item.Layer, item => item.Place))
        {
            var layer = Book.Layers[group.Key];
            int[] sorted = [.. group.Order()];
            var blocks = await BlocksAsync(group.Key, layer.BlocksOf(sorted), cancellation);
            foreach (var place in sorted) yield return (layer.Persons[place], [.. layer.EventsOf(place, block => blocks[block])]);
        }
    }

    private async Task<Dictionary<int, ReadOnlyMemory<byte>>> BlocksAsync(int layer, IReadOnlyList<int> blocks, CancellationToken cancellation)
    {
        var read = new Dictionary<int, ReadOnlyMemory<byte>>(blocks.Count);
        for (var first = 0; first < blocks.Count;)
        {
            var (offset, length) = Book.Layers[layer].PlaceOfBlock(blocks[first]);
            var end = first + 1;
            for (; end < blocks.Count && Book.Layers[layer].PlaceOfBlock(blocks[end]) is var next && next.Offset - offset - length <= Gap; end++) length = (int)(next.Offset + next.Length - offset);
            var part = (await lake.Journeys.ReadAsync(LinesName(folders[layer]), offset, length, cancellation)).ToMemory();
            for (; first < end; first++)
            {
                var (place, size) = Book.Layers[layer].PlaceOfBlock(blocks[first]);
                read[blocks[first]] = part.Slice((int)(place - offset), size);
            }
        }

        return read;
    }

    private static string Rows(string folder) => $"{folder}/rows.bin";

    private static string LinesName(string folder) => $"{folder}/lines.bin";
}
