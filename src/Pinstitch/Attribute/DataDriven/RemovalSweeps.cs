using System.Runtime.Intrinsics;

namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Any order, any number of states: how often paths visit each state, in the whole chain and without each member, solved side
/// by side, one lane of a register each, by scaled Gauss–Seidel sweeps until nothing moves by more than its rounding. Conversions
/// and value both follow from the visits. The states that share all but their last touch are reached from the same states:
/// they are one block, worked out in one go within the processor's first cache.
/// </summary>
internal sealed class RemovalSweeps
{
    private const int MostSweeps = 200_000;
    private const int Lanes = 8;
    private const int Width = 2 * Lanes;
    private const double Still = 1e-15;
    private const double Settled = 1e-12;
    private const double RoundOff = 2.3e-16;

    private static readonly Vector512<double>[] Without =
        [.. Enumerable.Range(0, Lanes).Select(lane => (~Vector512.Equals(Vector512<long>.Indices, Vector512.Create((long)lane))).AsDouble())];

    private readonly Chain chain;
    private readonly int first;
    private readonly double[] starts;
    private readonly Vector512<double>[] visits;
    private readonly Vector512<double>[] rows;
    private readonly Vector512<double> startLow;
    private readonly Vector512<double> startHigh;
    private Vector512<double> usedLow;
    private Vector512<double> usedHigh;

    /// <param name="chain">The whole chain.</param>
    /// <param name="first">First column: column 0 is the whole chain, column c + 1 the chain without member c.</param>
    private RemovalSweeps(Chain chain, int first)
    {
        (this.chain, this.first) = (chain, first);
        starts = new double[chain.States];
        foreach (var (state, probability) in chain.Starts)
        {
            starts[state] = probability;
            var (low, high) = Masked(state, Vector512.Create(probability), Vector512.Create(probability));
            startLow += low;
            startHigh += high;
        }

        visits = new Vector512<double>[2 * chain.States];
        rows = new Vector512<double>[2 * chain.LargestBlock];
    }

    public static RemovalSolution Solve(Chain chain, int members, int threads)
    {
        var columns = members + 1;
        var (conversion, value) = (new double[columns], new double[columns]);
        var jobs = (columns + Width - 1) / Width;
        var bounds = new double[jobs];
        // Jobs are of the same columns whatever the threads, so that the result does not depend on them.
        Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, job =>
        {
            var sweeps = new RemovalSweeps(chain, job * Width);
            bounds[job] = sweeps.Settle();
            sweeps.Sum(chain.Conversion, conversion);
            sweeps.Sum(chain.Value, value);
        });
        return new(conversion, value, bounds.Max());
    }

    /// <returns>
    /// Bound on the error of any probability: what a further sweep would move, and the rounding of that sweep, all times the
    /// most that a visit can be worth, which is one conversion.
    /// </returns>
    private double Settle()
    {
        var (moved, before) = (double.MaxValue, double.MaxValue);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var earlier = before;
            before = moved;
            // Alternating directions, so that what is learnt at either end travels in one sweep.
            moved = Sweep(isBackward: (sweep & 1) == 1, isKept: true);
            if (moved <= Still || (moved <= Settled && moved >= earlier)) break;
        }

        if (moved > Settled) throw new InvalidOperationException($"The Markov chain did not settle in {MostSweeps} sweeps.");
        var (low, high) = Worth(_ => 1);
        var steps = 1 + Most(low, high);
        return steps * (Sweep(isBackward: false, isKept: false) + (RoundOff * (chain.MostSources + 2)));
    }

    /// <returns>How many visits were moved in the column that moved most, beside all visits or, if these are fewer, one.</returns>
    private double Sweep(bool isBackward, bool isKept)
    {
        var (movedLow, movedHigh) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (sumLow, sumHigh) = (Vector512<double>.Zero, Vector512<double>.Zero);
        (usedLow, usedHigh) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var place = 0; place < chain.Blocks; place++)
        {
            var block = isBackward ? chain.Blocks - 1 - place : place;
            var (start, end) = (chain.BlockStarts[block], chain.BlockStarts[block + 1]);
            Reach(block, start, end);
            for (var state = start; state < end; state++)
            {
                var (low, high) = Masked(state, rows[2 * (state - start)], rows[(2 * (state - start)) + 1]);
                movedLow += Vector512.Abs(low - visits[2 * state]);
                movedHigh += Vector512.Abs(high - visits[(2 * state) + 1]);
                sumLow += low;
                sumHigh += high;
                if (!isKept) continue;
                visits[2 * state] = low;
                visits[(2 * state) + 1] = high;
                if (chain.Rows[state] != chain.Rows[state + 1]) continue;
                usedLow += low;
                usedHigh += high;
            }
        }

        if (isKept) Scale(Factor(startLow, sumLow, usedLow), Factor(startHigh, sumHigh, usedHigh));
        return Most(movedLow / Vector512.Max(Vector512<double>.One, sumLow), movedHigh / Vector512.Max(Vector512<double>.One, sumHigh));
    }

    /// <summary>
    /// What the visits are to be multiplied by so that as many paths end as start. The shares of the states are right after
    /// few sweeps; how many visits there are in all comes out only slowly by itself.
    /// </summary>
    private static Vector512<double> Factor(Vector512<double> starts, Vector512<double> arrived, Vector512<double> used)
    {
        var left = used - arrived + starts;
        var factor = Vector512.Min(Vector512.Create(10.0), starts * used / (left * arrived));
        var isSound = Vector512.GreaterThan(left, Vector512<double>.Zero) & Vector512.GreaterThan(arrived, Vector512<double>.Zero) & Vector512.GreaterThan(factor, Vector512.Create(0.1));
        return Vector512.ConditionalSelect(isSound, factor, Vector512<double>.One);
    }

    private void Scale(Vector512<double> low, Vector512<double> high)
    {
        for (var state = 0; state < chain.States; state++)
        {
            visits[2 * state] *= low;
            visits[(2 * state) + 1] *= high;
        }
    }

    /// <summary>Nothing in the columns of the members that the state's window has.</summary>
    private (Vector512<double> Low, Vector512<double> High) Masked(int state, Vector512<double> low, Vector512<double> high)
    {
        foreach (var member in chain.MembersOf[state])
        {
            var lane = member + 1 - first;
            if ((uint)lane < Lanes) low &= Without[lane];
            else if ((uint)lane < Width) high &= Without[lane - Lanes];
        }

        return (low, high);
    }

    /// <summary>Visits of a block's states: paths that start there, and those that come from the states before.</summary>
    private void Reach(int block, int start, int end)
    {
        var (next, probability) = (chain.Next, chain.Probability);
        for (var state = start; state < end; state++) rows[2 * (state - start)] = rows[(2 * (state - start)) + 1] = Vector512.Create(starts[state]);
        for (var place = chain.SourceStarts[block]; place < chain.SourceStarts[block + 1]; place++)
        {
            var source = chain.Sources[place];
            var (low, high) = (visits[2 * source], visits[(2 * source) + 1]);
            usedLow += low;
            usedHigh += high;
            for (var step = chain.Rows[source]; step < chain.Rows[source + 1]; step++)
            {
                var part = Vector512.Create(probability[step]);
                var row = 2 * (next[step] - start);
                rows[row] += part * low;
                rows[row + 1] += part * high;
            }
        }
    }

    private static double Most(Vector512<double> low, Vector512<double> high)
    {
        var most = 0.0;
        for (var lane = 0; lane < Lanes; lane++) most = Math.Max(most, Math.Max(low[lane], high[lane]));
        return most;
    }

    /// <summary>What all visits are worth together, by column.</summary>
    private (Vector512<double> Low, Vector512<double> High) Worth(Func<int, double> reward)
    {
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var state = 0; state < chain.States; state++)
        {
            var worth = Vector512.Create(reward(state));
            low += worth * visits[2 * state];
            high += worth * visits[(2 * state) + 1];
        }

        return (low, high);
    }

    private void Sum(double[] reward, double[] columns)
    {
        var (low, high) = Worth(state => reward[state]);
        for (var column = 0; column < Width && first + column < columns.Length; column++) columns[first + column] = column < Lanes ? low[column] : high[column - Lanes];
    }
}
