namespace Pinstitch.Stitch.Books;

/// <summary>The events of a shard of persons, in layers: of each person the last layer counts that is about the person.</summary>
/// <param name="layers">Oldest first.</param>
public sealed class PersonBook(IReadOnlyList<BookLayer> layers)
{
    public static PersonBook Empty { get; } = new([]);

    public IReadOnlyList<BookLayer> Layers => layers;

    /// <summary>Where a person's events are; null for one without.</summary>
    public (int Layer, int Place)? Find(UInt128 person)
    {
        for (var layer = layers.Count - 1; layer >= 0; layer--)
        {
            if (layers[layer].PlaceOf(person) is var place && place >= 0) return layers[layer].RowsOf(place) is var (first, end) && first < end ? (layer, place) : null;
        }

        return null;
    }

    /// <summary>Everybody with events, layer by layer.</summary>
    public IEnumerable<(int Layer, int Place)> Everybody()
    {
        var later = new HashSet<UInt128>();
        for (var layer = layers.Count - 1; layer >= 0; layer--)
        {
            var count = layers[layer].Persons.Length;
            for (var place = 0; place < count; place++)
            {
                if (layers[layer].RowsOf(place) is var (first, end) && first < end && (later.Count == 0 || !later.Contains(layers[layer].Persons[place]))) yield return (layer, place);
            }

            if (layer > 0) later.UnionWith(layers[layer].Persons.ToArray());
        }
    }

    /// <summary>Rows that count an identifier of which is among some.</summary>
    public IEnumerable<(int Layer, int Row)> RowsWith(KeySet keys) => Counting(layer => layer.RowsWith(keys));

    /// <summary>Rows that count whose lines have one of these hashes.</summary>
    public IEnumerable<(int Layer, int Row)> RowsOf(KeySet lines) => Counting(layer => layer.RowsOf(lines));

    /// <summary>How many events there are.</summary>
    public int Events()
    {
        var events = layers.Sum(layer => layer.Rows);
        for (var later = 1; later < layers.Count; later++)
        {
            foreach (var person in layers[later].Persons)
            {
                // What this layer replaces is in the one before it that has the person.
                for (var earlier = later - 1; earlier >= 0; earlier--)
                {
                    if (layers[earlier].PlaceOf(person) is not (>= 0 and var place)) continue;
                    var (first, end) = layers[earlier].RowsOf(place);
                    events -= end - first;
                    break;
                }
            }
        }

        return events;
    }

    private IEnumerable<(int Layer, int Row)> Counting(Func<BookLayer, IReadOnlyList<int>> rowsOf)
    {
        for (var layer = 0; layer < layers.Count; layer++)
        {
            foreach (var row in rowsOf(layers[layer]))
            {
                if (Counts(layer, layers[layer].Persons[layers[layer].PersonAt(row)])) yield return (layer, row);
            }
        }
    }

    private bool Counts(int layer, UInt128 person)
    {
        for (var later = layer + 1; later < layers.Count; later++)
        {
            if (layers[later].PlaceOf(person) >= 0) return false;
        }

        return true;
    }
}
