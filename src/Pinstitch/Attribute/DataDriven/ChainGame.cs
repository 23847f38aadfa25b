namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// A game that knows of paths without a conversion: v(S) is the probability that the fitted chain of order 1 converts when
/// only the members of S are kept. Its Shapley value is another model than <see cref="ShapleyCounts"/> and goes by another
/// name, <c>shapley_chain</c>.
/// </summary>
public static class ChainGame
{
    /// <summary>Most members for which all coalitions are gone through.</summary>
    public const int MostExact = 20;

    /// <summary>The Shapley value, scaled so that it sums to all conversions.</summary>
    /// <param name="counts">Of order 1.</param>
    /// <param name="samples">Orders of joining that are drawn when there are more members than <see cref="MostExact"/>.</param>
    public static GameValue Value(TransitionCounts counts, int samples = 2_000)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Order != 1) throw new ArgumentException("The game is of a chain of order 1.", nameof(counts));
        var chain = new Chain(counts);
        var (values, errors) = counts.Members <= MostExact ? Exact(chain, counts.Members) : Sampled(chain, counts.Members, samples);
        var sum = values.Sum();
        var scale = sum > 0 ? counts.Conversions / sum : 0;
        return new([.. values.Select(value => value * scale)], [.. errors.Select(error => error * scale)]);
    }

    /// <summary>
    /// All coalitions by one tree of eliminations: at each depth a state is either kept, and eliminated from the equations,
    /// or removed. Six small steps a coalition, whatever their number.
    /// </summary>
    private static (double[] Values, double[] Errors) Exact(Chain chain, int members)
    {
        var worth = new double[1 << members];
        var matrix = Matrix(chain, members);
        Visit(matrix, members, 0, 0, worth);
        var share = new double[members];
        var weight = new double[members];
        // 1 ÷ (n × binomial(n − 1, s)), by size s of the coalition that is joined.
        weight[0] = 1.0 / members;
        for (var size = 1; size < members; size++) weight[size] = weight[size - 1] * size / (members - size);
        for (var coalition = 0; coalition < worth.Length; coalition++)
        {
            var size = System.Numerics.BitOperations.PopCount((uint)coalition);
            for (var member = 0; member < members; member++)
            {
                if ((coalition >> member & 1) == 0) share[member] += weight[size] * (worth[coalition | 1 << member] - worth[coalition]);
            }
        }

        return (share, new double[members]);
    }

    /// <summary>Rows: the start, then each member. Columns: each member, then conversion.</summary>
    private static double[,] Matrix(Chain chain, int members)
    {
        var matrix = new double[members + 1, members + 1];
        foreach (var (state, probability) in chain.Starts) matrix[0, chain.MembersOf[state][0]] = probability;
        for (var state = 0; state < chain.States; state++)
        {
            var row = chain.MembersOf[state][0] + 1;
            matrix[row, members] = chain.Conversion[state];
            for (var step = chain.Rows[state]; step < chain.Rows[state + 1]; step++) matrix[row, chain.MembersOf[chain.Next[step]][0]] = chain.Probability[step];
        }

        return matrix;
    }

    private static void Visit(double[,] matrix, int members, int member, int coalition, double[] worth)
    {
        if (member == members)
        {
            worth[coalition] = matrix[0, members];
            return;
        }

        Visit(matrix, members, member + 1, coalition, worth);
        var kept = (double[,])matrix.Clone();
        Eliminate(kept, members, member);
        Visit(kept, members, member + 1, coalition | 1 << member, worth);
    }

    /// <summary>What reaches a kept state goes on to where the state leads, itself left out.</summary>
    private static void Eliminate(double[,] matrix, int members, int member)
    {
        var leave = 1 / (1 - matrix[member + 1, member]);
        for (var row = 0; row <= members; row++)
        {
            if (row != 0 && row <= member + 1) continue;
            var reach = matrix[row, member] * leave;
            if (reach == 0) continue;
            for (var column = member + 1; column <= members; column++) matrix[row, column] += reach * matrix[member + 1, column];
        }
    }

    /// <summary>Mean gain over seeded orders of joining, with its standard error.</summary>
    private static (double[] Values, double[] Errors) Sampled(Chain chain, int members, int samples)
    {
        var random = new SplitMix(0x51A7);
        var order = Enumerable.Range(0, members).ToArray();
        var (sums, squares) = (new double[members], new double[members]);
        var matrix = Matrix(chain, members);
        for (var sample = 0; sample < samples; sample++)
        {
            for (var place = members - 1; place > 0; place--)
            {
                var other = (int)(random.Next() % (ulong)(place + 1));
                (order[place], order[other]) = (order[other], order[place]);
            }

            var joined = (double[,])matrix.Clone();
            var before = 0.0;
            foreach (var member in order)
            {
                Join(joined, members, member);
                var gain = joined[0, members] - before;
                before = joined[0, members];
                sums[member] += gain;
                squares[member] += gain * gain;
            }
        }

        var means = Array.ConvertAll(sums, sum => sum / samples);
        return (means, [.. means.Select((mean, member) => Math.Sqrt(Math.Max(0, (squares[member] / samples) - (mean * mean)) / samples))]);
    }

    /// <summary>The same elimination in any order: every row and column takes part.</summary>
    private static void Join(double[,] matrix, int members, int member)
    {
        var leave = 1 / (1 - matrix[member + 1, member]);
        for (var row = 0; row <= members; row++)
        {
            if (row == member + 1) continue;
            var reach = matrix[row, member] * leave;
            if (reach == 0) continue;
            matrix[row, member] = 0;
            for (var column = 0; column <= members; column++)
            {
                if (column != member) matrix[row, column] += reach * matrix[member + 1, column];
            }
        }
    }
}
