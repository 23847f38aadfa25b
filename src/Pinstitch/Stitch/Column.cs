namespace Pinstitch.Stitch;

/// <summary>A column that grows by pages, so that growing copies nothing and takes no more room than its values.</summary>
internal sealed class Column<T>
    where T : struct
{
    private const int PageBits = 16;
    private const int PageSize = 1 << PageBits;
    private T[][] pages = new T[16][];

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) >> PageBits;

    public ref T this[int place] => ref pages[place >> PageBits][place & (PageSize - 1)];

    public void Add(in T value)
    {
        var page = Count >> PageBits;
        if ((Count & (PageSize - 1)) == 0)
        {
            if (page == pages.Length) Array.Resize(ref pages, page * 2);
            pages[page] ??= GC.AllocateUninitializedArray<T>(PageSize);
        }

        pages[page][Count & (PageSize - 1)] = value;
        Count++;
    }

    /// <summary>The values of one page.</summary>
    public Span<T> Page(int page) => pages[page].AsSpan(0, Math.Min(PageSize, Count - (page << PageBits)));

    /// <summary>All values in one array.</summary>
    public T[] Flatten()
    {
        var all = GC.AllocateUninitializedArray<T>(Count);
        for (var page = 0; page < Pages; page++) Page(page).CopyTo(all.AsSpan(page << PageBits));
        return all;
    }
}
