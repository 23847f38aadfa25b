namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Shapley value by member and place (the ordered form of Zhao, Mahboobi and Bagheri 2018): a path's distinct members, in
/// order of first appearance, get equal parts, told apart by place. Over places it sums to the unordered value.
/// </summary>
/// <param name="members">How many members there are.</param>
public sealed class OrderedShapley(int members)
{
    private readonly Dictionary<(int Member, int Place, int Size), long> counts = [];

    public void Add(ReadOnlySpan<int> path, long count)
    {
        var distinct = new List<int>();
        foreach (var member in path)
        {
            if (!distinct.Contains(member)) distinct.Add(member);
        }

        for (var place = 0; place < distinct.Count; place++)
        {
            var key = (distinct[place], place, distinct.Count);
            counts[key] = counts.GetValueOrDefault(key) + count;
        }
    }

    /// <summary>Conversions by member, then by place from 0.</summary>
    public double[][] Conversions()
    {
        var places = counts.Count == 0 ? 0 : counts.Keys.Max(key => key.Place) + 1;
        var credit = Enumerable.Range(0, members).Select(_ => new double[places]).ToArray();
        foreach (var (key, count) in counts.OrderBy(entry => entry.Key)) credit[key.Member][key.Place] += (double)count / key.Size;
        return credit;
    }
}
