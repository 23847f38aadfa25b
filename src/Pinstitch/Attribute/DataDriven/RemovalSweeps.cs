using System.Numerics;

namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Any order, any number of states: the equations of the whole chain and of the chains without each member are solved side
/// by side, one column each, by Gauss–Seidel sweeps until no entry moves by more than its rounding. The last column is the
/// expected number of steps left, which bounds the inverse and so the error.
/// </summary>
internal static class RemovalSweeps
{
    private const int MostSweeps = 200_000;
    private const double Still = 1e-15;
    private const long MostBytes = 24L << 20;

    public static RemovalSolution Solve(Chain chain, int members, int threads)
    {
        // Column c + 1 is the chain without member c; column 0 is the whole chain.
        var columns = members + 1;
        var scale = Math.Max(1e-300, chain.Value.DefaultIfEmpty(0).Max());
        var width = (int)Math.Clamp(MostBytes / (8L * Math.Max(1, chain.States) * 2), 8, 64) / Vector<double>.Count * Vector<double>.Count;
        width = Math.Min(width, Padded(((columns * 2) + threads) / Math.Max(1, threads)));
        var conversion = new double[columns];
        var value = new double[columns];
        var jobs = new List<(bool IsValue, int First, int Count)>();
        foreach (var isValue in new[] { false, true })
        {
            for (var first = 0; first < columns; first += width) jobs.Add((isValue, first, Math.Min(width, columns - first)));
        }

        var moved = new double[jobs.Count];
        var steps = 0.0;
        Parallel.For(0, jobs.Count + 1, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, job =>
        {
            if (job == jobs.Count)
            {
                steps = LongestPath(chain);
                return;
            }

            var (isValue, first, count) = jobs[job];
            (var sums, moved[job]) = Sweep(chain, isValue ? chain.Value : chain.Conversion, isValue ? 1 / scale : 1, first, count);
            for (var column = 0; column < count; column++) (isValue ? value : conversion)[first + column] = isValue ? sums[column] * scale : sums[column];
        });
        return new(conversion, value, moved.Max() * steps);
    }

    private static int Padded(int columns) => (columns + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    private static (double[] Sums, double Moved) Sweep(Chain chain, double[] reward, double scale, int first, int count)
    {
        var width = Padded(count);
        var values = new double[(long)chain.States * width];
        var row = new double[width];
        var moved = double.MaxValue;
        for (var sweep = 0; sweep < MostSweeps && moved > Still; sweep++)
        {
            moved = 0;
            for (var place = 0; place < chain.States; place++)
            {
                // Alternating directions, so that what is learnt at either end travels in one sweep.
                var state = (sweep & 1) == 0 ? chain.States - 1 - place : place;
                row.AsSpan().Fill(reward[state] * scale);
                Accumulate(chain, state, values, row);
                foreach (var member in chain.MembersOf[state])
                {
                    if ((uint)(member + 1 - first) < (uint)count) row[member + 1 - first] = 0;
                }

                moved = Math.Max(moved, Store(row, values.AsSpan(state * width, width)));
            }
        }

        if (moved > Still * 100) throw new InvalidOperationException($"The Markov chain did not settle in {MostSweeps} sweeps.");
        var sums = new double[width];
        foreach (var (state, probability) in chain.Starts)
        {
            for (var column = 0; column < count; column++) sums[column] += probability * values[((long)state * width) + column];
        }

        return (sums, Math.Max(moved, Still));
    }

    private static void Accumulate(Chain chain, int state, double[] values, double[] row)
    {
        var width = row.Length;
        if (width == 4 * Vector<double>.Count)
        {
            Accumulate4(chain, state, values, row);
            return;
        }

        for (var step = chain.Rows[state]; step < chain.Rows[state + 1]; step++)
        {
            var probability = new Vector<double>(chain.Probability[step]);
            var from = values.AsSpan(chain.Next[step] * width, width);
            for (var column = 0; column < width; column += Vector<double>.Count)
                (new Vector<double>(row, column) + (probability * new Vector<double>(from[column..]))).CopyTo(row, column);
        }
    }

    /// <summary>The same with the row kept in registers.</summary>
    private static void Accumulate4(Chain chain, int state, double[] values, double[] row)
    {
        var lane = Vector<double>.Count;
        var a = new Vector<double>(row, 0);
        var b = new Vector<double>(row, lane);
        var c = new Vector<double>(row, 2 * lane);
        var d = new Vector<double>(row, 3 * lane);
        for (var step = chain.Rows[state]; step < chain.Rows[state + 1]; step++)
        {
            var probability = new Vector<double>(chain.Probability[step]);
            var from = chain.Next[step] * 4 * lane;
            a += probability * new Vector<double>(values, from);
            b += probability * new Vector<double>(values, from + lane);
            c += probability * new Vector<double>(values, from + (2 * lane));
            d += probability * new Vector<double>(values, from + (3 * lane));
        }

        a.CopyTo(row, 0);
        b.CopyTo(row, lane);
        c.CopyTo(row, 2 * lane);
        d.CopyTo(row, 3 * lane);
    }

    private static double Store(double[] row, Span<double> kept)
    {
        var moved = Vector<double>.Zero;
        for (var column = 0; column < row.Length; column += Vector<double>.Count)
        {
            var now = new Vector<double>(row, column);
            moved = Vector.Max(moved, Vector.Abs(now - new Vector<double>(kept[column..])));
            now.CopyTo(kept[column..]);
        }

        var most = 0.0;
        for (var lane = 0; lane < Vector<double>.Count; lane++) most = Math.Max(most, moved[lane]);
        return most;
    }

    /// <summary>Largest expected number of steps from any state: the norm of (I − Q)^−1. To three digits, rounded up.</summary>
    private static double LongestPath(Chain chain)
    {
        var steps = new double[chain.States];
        Array.Fill(steps, 1);
        var moved = 1.0;
        for (var sweep = 0; sweep < MostSweeps && moved > 1e-6; sweep++)
        {
            moved = 0;
            for (var state = chain.States - 1; state >= 0; state--)
            {
                var sum = 1.0;
                for (var step = chain.Rows[state]; step < chain.Rows[state + 1]; step++) sum += chain.Probability[step] * steps[chain.Next[step]];
                moved = Math.Max(moved, Math.Abs(sum - steps[state]) / sum);
                steps[state] = sum;
            }
        }

        return 1.01 * steps.DefaultIfEmpty(1).Max();
    }
}
