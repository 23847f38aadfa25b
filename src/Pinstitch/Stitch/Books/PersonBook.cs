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

    /// <summary>Every row, with whose it is.</summary>
    public IEnumerable<((int Layer, int Place) Person, int Row)> Everything()
    {
        foreach (var person in Everybody())
        {
            var (row, end) = layers[person.Layer].RowsOf(person.Place);
            for (; row < end; row++) yield return (person, row);
        }
    }

    /// <summary>Rows that have any of these keys.</summary>
    public IEnumerable<(int Layer, int Row)> RowsWith(IReadOnlySet<UInt128> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Count == 0 ? [] : Everything().Where(item => layers[item.Person.Layer].HasAny(item.Row, keys)).Select(item => (item.Person.Layer, item.Row));
    }

    /// <summary>How many events there are.</summary>
    public int Events() => Everybody().Sum(person => layers[person.Layer].RowsOf(person.Place) is var (first, end) ? end - first : 0);
}
