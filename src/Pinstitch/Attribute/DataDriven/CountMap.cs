using System.Runtime.InteropServices;

namespace Pinstitch.Attribute.DataDriven;

/// <summary>Counts by number: an array while the numbers are few, a hash table beyond.</summary>
internal sealed class CountMap
{
    private const long MostDense = 1L << 21;

    private readonly long[]? dense;
    private readonly Dictionary<long, long>? sparse;

    /// <param name="size">The numbers are below this.</param>
    public CountMap(long size)
    {
        if (size <= MostDense) dense = new long[size];
        else sparse = [];
    }

    public void Add(long number, long count)
    {
        if (dense is not null) dense[number] += count;
        else CollectionsMarshal.GetValueRefOrAddDefault(sparse!, number, out _) += count;
    }

    public long this[long number] => dense is not null ? dense[number] : sparse!.GetValueOrDefault(number);

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
            foreach (var (number, count) in sparse!.Where(entry => entry.Value != 0).OrderBy(entry => entry.Key)) yield return (number, count);
        }
    }

    public void Add(CountMap other, int sign)
    {
        foreach (var (number, count) in other.Entries()) Add(number, sign * count);
    }
}
