namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Order 1 by one factorisation: with F = (I − Q)^−1 and B = F·R, what is lost without c is F[start, c]·B[c] ÷ F[c, c].
/// </summary>
internal static class FundamentalMatrix
{
    public static RemovalSolution Solve(Chain chain, int members)
    {
        var size = chain.States;
        var inverse = Inverse(chain);
        var visits = new double[size];
        foreach (var (state, probability) in chain.Starts)
        {
            for (var column = 0; column < size; column++) visits[column] += probability * inverse[state][column];
        }

        var conversion = Without(inverse, visits, chain.Conversion, chain, members);
        var value = Without(inverse, visits, chain.Value, chain, members);
        // The matrix is an M-matrix, for which elimination without pivoting is stable: the error is of the order of the
        // unit round-off times the longest expected path.
        var longest = inverse.Max(row => row.Sum());
        return new(conversion, value, size * 2.3e-16 * longest);
    }

    private static double[] Without(double[][] inverse, double[] visits, double[] reward, Chain chain, int members)
    {
        var result = new double[members + 1];
        var whole = 0.0;
        for (var state = 0; state < reward.Length; state++) whole += visits[state] * reward[state];
        Array.Fill(result, whole);
        for (var state = 0; state < reward.Length; state++)
        {
            var from = 0.0;
            for (var column = 0; column < reward.Length; column++) from += inverse[state][column] * reward[column];
            result[chain.MembersOf[state][0] + 1] = whole - (visits[state] * from / inverse[state][state]);
        }

        return result;
    }

    /// <summary>(I − Q)^−1 by Gauss–Jordan elimination.</summary>
    private static double[][] Inverse(Chain chain)
    {
        var size = chain.States;
        var left = new double[size][];
        var right = new double[size][];
        for (var row = 0; row < size; row++)
        {
            left[row] = new double[size];
            right[row] = new double[size];
            left[row][row] = right[row][row] = 1;
            for (var step = chain.Rows[row]; step < chain.Rows[row + 1]; step++) left[row][chain.Next[step]] -= chain.Probability[step];
        }

        for (var pivot = 0; pivot < size; pivot++)
        {
            var scale = 1 / left[pivot][pivot];
            for (var column = 0; column < size; column++)
            {
                left[pivot][column] *= scale;
                right[pivot][column] *= scale;
            }

            for (var row = 0; row < size; row++)
            {
                var factor = left[row][pivot];
                if (row == pivot || factor == 0) continue;
                for (var column = 0; column < size; column++)
                {
                    left[row][column] -= factor * left[pivot][column];
                    right[row][column] -= factor * right[pivot][column];
                }
            }
        }

        return right;
    }
}
