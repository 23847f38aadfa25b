namespace Pinstitch.Attribute.DataDriven;

/// <summary>The fitted chain as sparse rows of probabilities; states in order of their number, so that equal counts give equal bits.</summary>
internal sealed class Chain
{
    public Chain(TransitionCounts counts)
    {
        var steps = counts.Steps.ToList();
        var states = new List<long>();
        foreach (var (state, _, _) in steps)
        {
            if (states.Count == 0 || states[^1] != state) states.Add(state);
        }

        var places = new Dictionary<long, int>(states.Count);
        foreach (var state in states) places[state] = places.Count;
        Rows = new int[states.Count + 1];
        Conversion = new double[states.Count];
        Value = new double[states.Count];
        MembersOf = [.. states.Select(state => counts.MembersOf(state).Distinct().ToArray())];
        var next = new List<int>(steps.Count);
        var probability = new List<double>(steps.Count);
        var (row, end) = (0, 0);
        for (var place = 0; place < states.Count; place++)
        {
            var sum = 0L;
            for (; end < steps.Count && steps[end].State == states[place]; end++) sum += steps[end].Count;
            for (; row < end; row++)
            {
                var (state, member, count) = steps[row];
                if (member == counts.Members)
                {
                    Conversion[place] = count / (double)sum;
                    Value[place] = counts.ValueAt(state) / (double)sum;
                }
                else if (member < counts.Members)
                {
                    next.Add(places[counts.After(state, member)]);
                    probability.Add(count / (double)sum);
                }
            }

            Rows[place + 1] = next.Count;
        }

        Next = [.. next];
        Probability = [.. probability];
        double paths = counts.Conversions + counts.Nulls;
        Starts = [.. counts.Starts.Select(start => (places[start.State], start.Count / paths))];
        (BlockStarts, SourceStarts, Sources) = Block(counts, states);
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

    /// <summary>Blocks of states whose windows differ in the last touch alone.</summary>
    public int Blocks => BlockStarts.Length - 1;

    /// <summary>First state of each block, and at the end the number of states.</summary>
    public int[] BlockStarts { get; }

    /// <summary>Where the sources of each block begin in <see cref="Sources"/>, and at the end their number.</summary>
    public int[] SourceStarts { get; }

    /// <summary>States whose steps lead into the block; a state's steps all lead into one.</summary>
    public int[] Sources { get; }

    /// <summary>Most states of a block.</summary>
    public int LargestBlock => Most(BlockStarts);

    /// <summary>Most sources of a block.</summary>
    public int MostSources => Most(SourceStarts);

    private (int[] BlockStarts, int[] SourceStarts, int[] Sources) Block(TransitionCounts counts, List<long> states)
    {
        var blocks = new Dictionary<long, int>();
        var blockStarts = new List<int>();
        for (var place = 0; place < states.Count; place++)
        {
            if (blocks.TryAdd(counts.Head(states[place]), blocks.Count)) blockStarts.Add(place);
        }

        var blockOf = new int[states.Count];
        var sourceStarts = new int[blocks.Count + 1];
        for (var place = 0; place < states.Count; place++)
        {
            blockOf[place] = Rows[place] == Rows[place + 1] ? -1 : blocks[counts.Tail(states[place])];
            if (blockOf[place] >= 0) sourceStarts[blockOf[place] + 1]++;
        }

        for (var block = 0; block < blocks.Count; block++) sourceStarts[block + 1] += sourceStarts[block];
        var (sources, at) = (new int[sourceStarts[^1]], sourceStarts.ToArray());
        for (var place = 0; place < states.Count; place++)
        {
            if (blockOf[place] >= 0) sources[at[blockOf[place]]++] = place;
        }

        return ([.. blockStarts, states.Count], sourceStarts, sources);
    }

    private static int Most(int[] starts)
    {
        var most = 0;
        for (var place = 1; place < starts.Length; place++) most = Math.Max(most, starts[place] - starts[place - 1]);
        return most;
    }
}
