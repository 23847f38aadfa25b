namespace Pinstitch.Platforms.Rows;

/// <summary>A row as names and values in UTF-8, reused from row to row; nested values have dotted names.</summary>
internal sealed class FlatRow
{
    private byte[] bytes = new byte[4096];
    private Cell[] cells = new Cell[64];
    private int used;

    public int Count { get; private set; }

    public void Clear() => (Count, used) = (0, 0);

    public void Add(int name, CellKind kind, ReadOnlySpan<byte> value)
    {
        if (Count == cells.Length) Array.Resize(ref cells, Count * 2);
        if (used + value.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + value.Length));
        value.CopyTo(bytes.AsSpan(used));
        cells[Count++] = new(name, kind, used, value.Length);
        used += value.Length;
    }

    /// <summary>Becomes a copy of another row.</summary>
    public void Take(FlatRow other)
    {
        if (bytes.Length < other.used) bytes = new byte[other.bytes.Length];
        if (cells.Length < other.Count) cells = new Cell[other.cells.Length];
        other.bytes.AsSpan(0, other.used).CopyTo(bytes);
        other.cells.AsSpan(0, other.Count).CopyTo(cells);
        (Count, used) = (other.Count, other.used);
    }

    public int Name(int place) => cells[place].Name;

    public CellKind Kind(int place) => cells[place].Kind;

    public ReadOnlySpan<byte> Value(int place) => bytes.AsSpan(cells[place].Start, cells[place].Length);

    /// <summary>Whether another row holds the same values under the same names, in whatever order.</summary>
    public bool SameAs(FlatRow other)
    {
        if (Count != other.Count) return false;
        for (var place = 0; place < Count; place++)
        {
            var twin = other.Find(Name(place));
            if (twin < 0 || !other.Value(twin).SequenceEqual(Value(place))) return false;
        }

        return true;
    }

    /// <summary>Place of a name; -1 when the row does not have it.</summary>
    public int Find(int name)
    {
        for (var place = 0; place < Count; place++)
        {
            if (cells[place].Name == name) return place;
        }

        return -1;
    }

    private readonly record struct Cell(int Name, CellKind Kind, int Start, int Length);
}
