using System.Collections;
using System.Text;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>Sorted rows with a key of their own: repeats are left out, slices of one row are joined. Can be gone through more than once.</summary>
/// <param name="sorter">The rows.</param>
/// <param name="joins">Whether rows with one key are slices of one row.</param>
internal sealed class SettledRows(RowSorter sorter, bool joins) : IEnumerable<(ReadOnlyMemory<byte> Key, FlatRow Row)>
{
    /// <exception cref="FormatException">Two rows have one key and different values.</exception>
    public IEnumerator<(ReadOnlyMemory<byte> Key, FlatRow Row)> GetEnumerator()
    {
        byte[] held = [];
        var (length, kept) = (-1, new FlatRow());
        foreach (var (key, row) in sorter.Sorted())
        {
            if (length >= 0 && key.Span.SequenceEqual(held.AsSpan(0, length)))
            {
                if (joins) Join(kept, row);
                else if (!kept.SameAs(row)) throw Twice(held.AsSpan(0, length));
                continue;
            }

            if (length >= 0) yield return (held.AsMemory(0, length), kept);
            if (held.Length < key.Length) held = new byte[key.Length * 2];
            key.Span.CopyTo(held);
            length = key.Length;
            kept.Take(row);
        }

        if (length >= 0) yield return (held.AsMemory(0, length), kept);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Join(FlatRow kept, FlatRow row)
    {
        for (var place = 0; place < row.Count; place++)
        {
            if (kept.Find(row.Name(place)) < 0) kept.Add(row.Name(place), row.Kind(place), row.Value(place));
        }
    }

    private static FormatException Twice(ReadOnlySpan<byte> key) =>
        new($"Two rows have the key {Encoding.UTF8.GetString(key).Replace('\0', '|')} and different numbers.");
}
