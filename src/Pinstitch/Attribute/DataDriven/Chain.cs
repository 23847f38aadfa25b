namespace Pinstitch.Attribute.DataDriven;

/// <summary>The fitted chain as sparse rows of probabilities; states in order of their number, so that equal counts give equal bits.</summary>
internal sealed class Chain
{
    public Chain(TransitionCounts counts)
    {
        var steps = counts.Steps.ToList();
        var states = steps.Select(step => step.State).Distinct().ToList();
        var places = new Dictionary<long, int>(states.Count);
        foreach (var state in states) places[state] = places.Count;
        Rows = new int[states.Count + 1];
        Conversion = new double[states.Count];
        Value = new double[states.Count];
        MembersOf = [.. states.Select(state => counts.MembersOf(state).Distinct().ToArray())];
        var next = new List<int>();
        var probability = new List<double>();
        var place = 0;
        foreach (var row in steps.GroupBy(step => step.State))
        {
            double sum = row.Sum(step => step.Count);
            foreach (var (state, member, count) in row)
            {
                if (member == counts.Members)
                {
                    Conversion[place] = count / sum;
                    Value[place] = counts.ValueAt(state) / sum;
                }
                else if (member < counts.Members)
                {
                    next.Add(places[counts.After(state, member)]);
                    probability.Add(count / sum);
                }
            }

            Rows[++place] = next.Count;
        }

        Next = [.. next];
        Probability = [.. probability];
        double paths = counts.Conversions + counts.Nulls;
        Starts = [.. counts.Starts.Select(start => (places[start.State], start.Count / paths))];
    }

    public int States => Conversion.Length;

    /// <summary>Where each state's steps begin in <see cref="Next"/>, and at the end their number.</summary>
    public int[] Rows { get; }

    public int[] Next { get; }

    public double[] Probability { get; }

    /// <summary>Probability of converting from each state in one step.</summary>
    public double[] Conversion { get; }

    /// <summary>Expected value of converting from each state in one step, minor units.</summary>
    public double[] Value { get; }

    public int[][] MembersOf { get; }

    public (int State, double Probability)[] Starts { get; }
}
