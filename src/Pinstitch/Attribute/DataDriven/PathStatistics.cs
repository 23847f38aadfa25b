using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// All that data-driven models of one level need to know of journeys: counts, never paths of persons. Counts of shards add
/// up to those of the whole, whatever the shards.
/// </summary>
public sealed class PathStatistics
{
    /// <summary>More members than this are not fitted: the time a chain takes grows with their square.</summary>
    private const int MostMembers = 2_000;

    private readonly (TransitionCounts Transitions, ShapleyCounts Shapley)[] replicates;
    private readonly Assists[] assists;
    private readonly int[] seen;
    private int paths;

    /// <param name="level"><c>channel</c>, <c>campaign</c>, <c>ad_group</c> or <c>ad</c>.</param>
    /// <param name="members">Names of the members.</param>
    /// <param name="order">Order of the chain.</param>
    /// <param name="replicates">Draws of the bootstrap; 0 for none.</param>
    public PathStatistics(string level, IReadOnlyList<string> members, int order, int replicates)
    {
        ArgumentNullException.ThrowIfNull(members);
        (Level, Members) = (level, members);
        Transitions = new(members.Count, order);
        Shapley = new(members.Count);
        assists = [.. members.Select(_ => Pinstitch.Attribute.DataDriven.Assists.None)];
        seen = new int[members.Count];
        this.replicates = [.. Enumerable.Range(0, replicates).Select(_ => (new TransitionCounts(members.Count, order), new ShapleyCounts(members.Count)))];
    }

    public string Level { get; }

    public IReadOnlyList<string> Members { get; }

    public TransitionCounts Transitions { get; }

    public ShapleyCounts Shapley { get; }

    public IReadOnlyList<Assists> Assists => assists;

    /// <summary>Adds a path.</summary>
    /// <param name="person">Whose it is: the bootstrap draws persons.</param>
    /// <param name="path">Members in order of time; at least one.</param>
    /// <param name="value">What it ended in, in minor units; null for no conversion.</param>
    public void Add(UInt128 person, ReadOnlySpan<int> path, long? value)
    {
        var (conversions, nulls) = value is null ? (0, 1) : (1, 0);
        Transitions.Add(path, conversions, value ?? 0, nulls);
        if (value is { } worth)
        {
            Shapley.Add(path, 1, worth);
            paths++;
            foreach (var member in path)
            {
                if (seen[member] == paths) continue;
                seen[member] = paths;
                assists[member] = assists[member].With(member == path[^1], worth);
            }
        }

        for (var replicate = 0; replicate < replicates.Length; replicate++)
        {
            var times = Bootstrap.Times(person, replicate);
            if (times == 0) continue;
            replicates[replicate].Transitions.Add(path, conversions * times, (value ?? 0) * times, nulls * times);
            if (value is not null) replicates[replicate].Shapley.Add(path, times, value.Value * times);
        }
    }

    /// <summary>Counts the paths of journeys.</summary>
    /// <param name="level">Name of the level.</param>
    /// <param name="journeys">Journeys with their orders.</param>
    /// <param name="settings">Windows and rules.</param>
    /// <param name="memberOf">Who stands for a touch at the level.</param>
    /// <param name="order">Order of the chain.</param>
    /// <param name="replicates">Draws of the bootstrap.</param>
    public static PathStatistics Of(string level, IReadOnlyList<Journey> journeys, AttributionSettings settings, Func<TouchCode, string> memberOf, int order, int replicates)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var columns = JourneyColumns.Of(journeys, journey => journey.Orders);
        var (members, names) = TouchTraits.Number(columns.Codes.Select(memberOf));
        var statistics = new PathStatistics(level, names, order, replicates);
        var sink = new Sink(statistics, journeys, columns.Orders);
        new PathPass(columns.Touches, columns.Orders, new(columns.Codes, members, settings), settings).Run(0, columns.Touches.Persons, ref sink);
        return statistics;
    }

    public PathStatisticsRows ToRows() => new(
        Level,
        Members,
        Transitions.ToRows(),
        Shapley.ToRows(),
        assists,
        [.. replicates.Select(replicate => new ReplicateRows(replicate.Transitions.ToRows(), replicate.Shapley.ToRows()))]);

    /// <summary>Adds up parts; members are put in order of name, so that the order of the parts changes nothing.</summary>
    /// <param name="parts">Of one level and one order; at least one.</param>
    public static PathStatistics Merge(IReadOnlyList<PathStatisticsRows> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        string[] names = [.. parts.SelectMany(part => part.Members).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = names.Select((name, place) => (name, place)).ToDictionary(item => item.name, item => item.place, StringComparer.Ordinal);
        var whole = new PathStatistics(parts[0].Level, names, parts[0].Transitions.Order, parts[0].Replicates.Count);
        foreach (var part in parts)
        {
            int[] memberOf = [.. part.Members.Select(name => places[name])];
            whole.Transitions.Add(part.Transitions, memberOf.Length, memberOf);
            whole.Shapley.Add(part.Shapley, memberOf);
            for (var member = 0; member < memberOf.Length; member++) whole.assists[memberOf[member]] = whole.assists[memberOf[member]].Plus(part.Assists[member]);
            for (var replicate = 0; replicate < part.Replicates.Count; replicate++)
            {
                whole.replicates[replicate].Transitions.Add(part.Replicates[replicate].Transitions, memberOf.Length, memberOf);
                whole.replicates[replicate].Shapley.Add(part.Replicates[replicate].Shapley, memberOf);
            }
        }

        return whole;
    }

    /// <summary>Fits the models, or says why not.</summary>
    public DataDrivenFit Fit(DataDrivenSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<string> reasons = [.. DataGate.Check(Transitions.Conversions, Transitions.Conversions + Transitions.Nulls, settings)];
        if (Members.Count > MostMembers) reasons.Add($"{Members.Count} members, more than {MostMembers}");
        if (reasons.Count > 0) return new(Level, Transitions.Conversions, Transitions.Nulls, reasons, []);
        var markov = Markov.Fit(Transitions);
        var (shapley, shapleyValues) = (Shapley.Conversions(), Shapley.Values());
        var drawn = replicates.Where(replicate => replicate.Transitions.Conversions > 0)
            .Select(replicate => (Markov: Markov.Fit(replicate.Transitions).Values, Shapley: replicate.Shapley.Values()))
            .ToList();
        return new(Level, Transitions.Conversions, Transitions.Nulls, [],
        [
            .. Members.Select((name, member) => new MemberFit(
                name,
                markov.RemovalEffects[member],
                markov.Conversions[member],
                markov.Values[member],
                shapley[member],
                shapleyValues[member],
                assists[member],
                drawn.Count == 0 ? null : CreditInterval.Of(drawn.Select(replicate => replicate.Markov[member])),
                drawn.Count == 0 ? null : CreditInterval.Of(drawn.Select(replicate => replicate.Shapley[member])))),
        ]);
    }

    private readonly struct Sink(PathStatistics statistics, IReadOnlyList<Journey> journeys, OrderTable orders) : IPathSink
    {
        public void Path(int person, ReadOnlySpan<int> path, int order) =>
            statistics.Add(journeys[person].Person, path, order < 0 ? null : orders.Values[order]);
    }
}
