using System.Numerics;
using System.Runtime.InteropServices;

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

    private const int MostSamples = 2_000;
    private const int LeastSamples = 50;

    /// <summary>Steps of arithmetic that a sampled value may take, some seconds: a sample takes the cube of the members.</summary>
    private const double MostSteps = 2e10;

    /// <summary>The Shapley value, scaled so that it sums to all conversions.</summary>
    /// <param name="counts">Of order 1.</param>
    /// <param name="samples">
    /// Orders of joining that are drawn when there are more members than <see cref="MostExact"/>; when left out 2,000, and fewer
    /// beyond some two hundred members, where the standard errors say what that costs.
    /// </param>
    public static GameValue Value(TransitionCounts counts, int? samples = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Order != 1) throw new ArgumentException("The game is of a chain of order 1.", nameof(counts));
        var chain = new Chain(counts);
        var (values, errors) = counts.Members <= MostExact ? Exact(chain, counts.Members) : Sampled(chain, counts.Members, samples ?? (int)Math.Clamp(MostSteps / Math.Pow(counts.Members, 3), LeastSamples, MostSamples));
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
        double[][][] scratch = [.. Enumerable.Range(0, members).Select(_ => Matrix(chain, members))];
        Visit(Matrix(chain, members), scratch, 0, 0, worth);
        var share = new double[members];
        var weight = new double[members];
        // 1 ÷ (n × binomial(n − 1, s)), by size s of the coalition that is joined.
        weight[0] = 1.0 / members;
        for (var size = 1; size < members; size++) weight[size] = weight[size - 1] * size / (members - size);
        for (var coalition = 0; coalition < worth.Length; coalition++)
        {
            var size = BitOperations.PopCount((uint)coalition);
            for (var member = 0; member < members; member++)
            {
                if ((coalition >> member & 1) == 0) share[member] += weight[size] * (worth[coalition | 1 << member] - worth[coalition]);
            }
        }

        return (share, new double[members]);
    }

    /// <summary>Rows: the start, then each member. Columns: each member, then conversion.</summary>
    private static double[][] Matrix(Chain chain, int members)
    {
        var matrix = new double[members + 1][];
        for (var row = 0; row <= members; row++) matrix[row] = new double[members + 1];
        foreach (var (state, probability) in chain.Starts) matrix[0][chain.MembersOf[state][0]] = probability;
        for (var state = 0; state < chain.States; state++)
        {
            var row = chain.MembersOf[state][0] + 1;
            matrix[row][members] = chain.Conversion[state];
            for (var step = chain.Rows[state]; step < chain.Rows[state + 1]; step++) matrix[row][chain.MembersOf[chain.Next[step]][0]] = chain.Probability[step];
        }

        return matrix;
    }

    /// <param name="matrix">With the members before eliminated or removed.</param>
    /// <param name="scratch">Room for the matrix with each member kept.</param>
    /// <param name="member">Who is kept or not next.</param>
    /// <param name="coalition">Who is kept so far.</param>
    /// <param name="worth">Gets what every coalition is worth.</param>
    private static void Visit(double[][] matrix, double[][][] scratch, int member, int coalition, double[] worth)
    {
        var members = scratch.Length;
        if (member == members)
        {
            worth[coalition] = matrix[0][members];
            return;
        }

        Visit(matrix, scratch, member + 1, coalition, worth);
        // Where the members that are decided on lead is in the other rows by now.
        var kept = scratch[member];
        matrix[0].CopyTo(kept[0], 0);
        for (var row = member + 1; row <= members; row++) matrix[row].CopyTo(kept[row], 0);
        Join(kept, member, member + 2);
        Visit(kept, scratch, member + 1, coalition | 1 << member, worth);
    }

    /// <summary>Mean gain over seeded orders of joining, with its standard error.</summary>
    private static (double[] Values, double[] Errors) Sampled(Chain chain, int members, int samples)
    {
        var random = new SplitMix(0x51A7);
        var order = Enumerable.Range(0, members).ToArray();
        var (sums, squares) = (new double[members], new double[members]);
        var matrix = Matrix(chain, members);
        var joined = Matrix(chain, members);
        for (var sample = 0; sample < samples; sample++)
        {
            for (var place = members - 1; place > 0; place--)
            {
                var other = (int)(random.Next() % (ulong)(place + 1));
                (order[place], order[other]) = (order[other], order[place]);
            }

            for (var row = 0; row <= members; row++) matrix[row].CopyTo(joined[row], 0);
            var before = 0.0;
            foreach (var member in order)
            {
                Join(joined, member, 1);
                var gain = joined[0][members] - before;
                before = joined[0][members];
                sums[member] += gain;
                squares[member] += gain * gain;
            }
        }

        var means = Array.ConvertAll(sums, sum => sum / samples);
        return (means, [.. means.Select((mean, member) => Math.Sqrt(Math.Max(0, (squares[member] / samples) - (mean * mean)) / Math.Max(1, samples - 1)))]);
    }

    /// <summary>What reaches a member that is kept goes on to where the member leads, itself left out.</summary>
    /// <param name="matrix">Changed: the start's row, and the others from <paramref name="first"/> on.</param>
    /// <param name="member">Who joins.</param>
    /// <param name="first">First row that is still asked for.</param>
    private static void Join(double[][] matrix, int member, int first)
    {
        var from = matrix[member + 1];
        var leave = 1 / (1 - from[member]);
        Join(matrix[0], from, member, leave);
        for (var row = first; row < matrix.Length; row++)
        {
            if (row != member + 1) Join(matrix[row], from, member, leave);
        }
    }

    private static void Join(double[] row, double[] from, int member, double leave)
    {
        var reach = row[member] * leave;
        if (reach == 0) return;
        var rows = MemoryMarshal.Cast<double, Vector<double>>(row.AsSpan());
        var froms = MemoryMarshal.Cast<double, Vector<double>>(from.AsSpan());
        for (var part = 0; part < rows.Length; part++) rows[part] += reach * froms[part];
        for (var column = rows.Length * Vector<double>.Count; column < row.Length; column++) row[column] += reach * from[column];
        row[member] = 0;
    }
}
