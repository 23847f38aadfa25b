namespace Pinstitch.Attribute.Engine;

/// <summary>
/// Brings touches in any order into a <see cref="TouchTable"/>: a radix partition by person into parts that fit the
/// processor's cache, then each part by itself, counted, placed and sorted.
/// </summary>
public static class TouchGrouping
{
    private const int PersonsPerPart = 4096;
    private const int Short = 48;

    /// <param name="persons">Whose each touch is, below <paramref name="personCount"/>.</param>
    /// <param name="packed">The touches, packed as in <see cref="TouchTable"/>.</param>
    /// <param name="personCount">How many persons there are.</param>
    /// <param name="threads">Cores to use; the result does not depend on it.</param>
    /// <param name="into">Where the sorted touches go; may be <paramref name="packed"/> itself, which then holds them. A new array when left out.</param>
    public static TouchTable Group(int[] persons, ulong[] packed, int personCount, int threads = 1, ulong[]? into = null)
    {
        ArgumentNullException.ThrowIfNull(persons);
        ArgumentNullException.ThrowIfNull(packed);
        var shift = System.Numerics.BitOperations.Log2(PersonsPerPart);
        var parts = Math.Max(1, (personCount + PersonsPerPart - 1) >> shift);
        var slices = Math.Max(1, threads);
        var ends = Counts(persons, parts, shift, slices);
        // Where each slice's touches of each part go: part by part, slice by slice.
        var next = new int[slices][];
        var bounds = new int[parts + 1];
        for (var slice = 0; slice < slices; slice++) next[slice] = new int[parts];
        var place = 0;
        for (var part = 0; part < parts; part++)
        {
            for (var slice = 0; slice < slices; slice++)
            {
                next[slice][part] = place;
                place += ends[slice][part];
            }

            bounds[part + 1] = place;
        }

        var low = GC.AllocateUninitializedArray<ushort>(packed.Length);
        var parted = GC.AllocateUninitializedArray<ulong>(packed.Length);
        Parallel(slices, slice =>
        {
            var to = next[slice];
            var (first, end) = Slice(persons.Length, slices, slice);
            for (var row = first; row < end; row++)
            {
                var person = persons[row];
                var at = to[person >> shift]++;
                low[at] = (ushort)(person & (PersonsPerPart - 1));
                parted[at] = packed[row];
            }
        });
        var sorted = into ?? GC.AllocateUninitializedArray<ulong>(packed.Length);
        var starts = new int[personCount + 1];
        starts[personCount] = packed.Length;
        Parallel(slices, slice =>
        {
            var places = new int[PersonsPerPart + 1];
            var (first, end) = Slice(parts, slices, slice);
            for (var part = first; part < end; part++)
            {
                var count = Math.Min(PersonsPerPart, personCount - (part << shift));
                Place(low, parted, bounds[part], bounds[part + 1], places.AsSpan(0, count + 1), sorted);
                // Placing moved each person's place to where the next begins.
                var start = bounds[part];
                for (var person = 0; person < count; person++)
                {
                    starts[(part << shift) + person] = start;
                    Sort(sorted.AsSpan(start, places[person] - start));
                    start = places[person];
                }
            }
        });
        return new(sorted, starts);
    }

    private static int[][] Counts(int[] persons, int parts, int shift, int slices)
    {
        var counts = new int[slices][];
        Parallel(slices, slice =>
        {
            var mine = new int[parts];
            var (first, end) = Slice(persons.Length, slices, slice);
            foreach (var person in persons.AsSpan(first, end - first)) mine[person >> shift]++;
            counts[slice] = mine;
        });
        return counts;
    }

    private static void Place(ushort[] low, ulong[] parted, int first, int end, Span<int> places, ulong[] sorted)
    {
        places.Clear();
        for (var row = first; row < end; row++) places[low[row] + 1]++;
        places[0] = first;
        for (var person = 1; person < places.Length; person++) places[person] += places[person - 1];
        for (var row = first; row < end; row++) sorted[places[low[row]]++] = parted[row];
    }

    private static void Sort(Span<ulong> touches)
    {
        if (touches.Length > Short)
        {
            touches.Sort();
            return;
        }

        for (var place = 1; place < touches.Length; place++)
        {
            var touch = touches[place];
            var before = place - 1;
            while (before >= 0 && touches[before] > touch)
            {
                touches[before + 1] = touches[before];
                before--;
            }

            touches[before + 1] = touch;
        }
    }

    private static (int First, int End) Slice(int length, int slices, int slice) =>
        ((int)((long)length * slice / slices), (int)((long)length * (slice + 1) / slices));

    private static void Parallel(int slices, Action<int> work)
    {
        if (slices == 1) work(0);
        else System.Threading.Tasks.Parallel.For(0, slices, new ParallelOptions { MaxDegreeOfParallelism = slices }, work);
    }
}
