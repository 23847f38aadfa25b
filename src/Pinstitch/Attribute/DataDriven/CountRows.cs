namespace Pinstitch.Attribute.DataDriven;

/// <summary>Counts as rows in one array: a number, ascending, then what is counted of it. A row without a count is left out.</summary>
internal static class CountRows
{
    /// <summary>Adds rows up.</summary>
    /// <param name="one">Rows.</param>
    /// <param name="other">Rows; may take away.</param>
    /// <param name="width">Entries of a row, the number included.</param>
    public static long[] Sum(long[] one, long[] other, int width)
    {
        if (other.Length == 0) return one;
        var sum = GC.AllocateUninitializedArray<long>(one.Length + other.Length);
        var (next, end) = (0, 0);
        for (var row = 0; row < other.Length; row += width)
        {
            var number = other[row];
            var first = next;
            while (next < one.Length && one[next] < number) next += width;
            one.AsSpan(first, next - first).CopyTo(sum.AsSpan(end));
            end += next - first;
            other.AsSpan(row, width).CopyTo(sum.AsSpan(end));
            if (next < one.Length && one[next] == number)
            {
                for (var place = 1; place < width; place++) sum[end + place] += one[next + place];
                next += width;
            }

            if (sum.AsSpan(end + 1, width - 1).ContainsAnyExcept(0)) end += width;
        }

        one.AsSpan(next).CopyTo(sum.AsSpan(end));
        return sum[..(end + one.Length - next)];
    }
}
