using System.Runtime.InteropServices;

namespace Pinstitch.Attribute.DataDriven;

/// <summary>Counts by number: an array where the numbers are few or most of memory would be needed anyway, a hash table else.</summary>
internal sealed class CountMap
{
    private const long Small = 1L << 18;
    private const long Tiny = 1L << 8;
    private const long MostDense = 1L << 24;

    // An entry of the hash table takes about as much memory as four of the array, twice that while it grows.
    private const int EntryCost = 8;

    private readonly long size;
    private Dictionary<long, long> sparse = [];
    private long[]? dense;

    /// <param name="size">The numbers are below this.</param>
    /// <param name="isFew">Whether few of them will have a count.</param>
    public CountMap(long size, bool isFew = false)
    {
        this.size = size;
        if (size <= (isFew ? Tiny : Small)) dense = new long[size];
    }

    public void Add(long number, long count)
    {
        if (dense is not null)
        {
            dense[number] += count;
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(sparse, number, out var isKnown) += count;
        if (!isKnown && size <= MostDense && sparse.Count > size / EntryCost) Spread();
    }

    public long this[long number] => dense is not null ? dense[number] : sparse.GetValueOrDefault(number);

    /// <summary>What is not zero, in order of number.</summary>
    public IEnumerable<(long Number, long Count)> Entries()
    {
        if (dense is not null)
        {
            for (var number = 0; number < dense.Length; number++)
            {
                if (dense[number] != 0) yield return (number, dense[number]);
            }
        }
        else
        {
            var (numbers, counts) = (sparse.Keys.ToArray(), sparse.Values.ToArray());
            Array.Sort(numbers, counts);
            for (var place = 0; place < numbers.Length; place++)
            {
                if (counts[place] != 0) yield return (numbers[place], counts[place]);
            }
        }
    }

    /// <summary><see cref="Entries"/> as number and count by turns.</summary>
    public long[] ToRows()
    {
        var rows = new List<long>();
        foreach (var (number, count) in Entries())
        {
            rows.Add(number);
            rows.Add(count);
        }

        return [.. rows];
    }

    public void Add(CountMap other, int sign)
    {
        foreach (var (number, count) in other.Entries()) Add(number, sign * count);
    }

    private void Spread()
    {
        dense = new long[size];
        foreach (var (number, count) in sparse) dense[number] = count;
        sparse = [];
    }
}
