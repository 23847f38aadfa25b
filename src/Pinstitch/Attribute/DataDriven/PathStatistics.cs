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
        var columns = JourneyColumns.Of(journeys, journey => journey.Orders);
        return Of(level, (columns.Touches, columns.Orders), columns.Codes, person => journeys[person].Person, null, settings, memberOf, order, replicates);
    }

    /// <summary>Counts the paths of journeys in columns.</summary>
    /// <param name="level">Name of the level.</param>
    /// <param name="columns">Touches and orders.</param>
    /// <param name="codes">Of the touches.</param>
    /// <param name="idOf">Id of the person at a place.</param>
    /// <param name="persons">Places of the persons that are meant, in ascending order; null for all.</param>
    /// <param name="settings">Windows and rules.</param>
    /// <param name="memberOf">Who stands for a touch at the level.</param>
    /// <param name="order">Order of the chain.</param>
    /// <param name="replicates">Draws of the bootstrap.</param>
    public static PathStatistics Of(
        string level,
        (TouchTable Touches, OrderTable Orders) columns,
        IReadOnlyList<TouchCode> codes,
        Func<int, UInt128> idOf,
        IReadOnlyList<int>? persons,
        AttributionSettings settings,
        Func<TouchCode, string> memberOf,
        int order,
        int replicates)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (members, names) = TouchTraits.Number(codes.Select(memberOf));
        var statistics = new PathStatistics(level, names, order, replicates);
        var sink = new Sink(statistics, idOf, columns.Orders);
        var pass = new PathPass(columns.Touches, columns.Orders, new(codes, members, settings), settings);
        if (persons is null) pass.Run(0, columns.Touches.Persons, ref sink);
        else foreach (var person in persons) pass.Run(person, person + 1, ref sink);
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
        var whole = Like(parts[0], parts.SelectMany(part => part.Members));
        foreach (var part in parts) whole.Add(part, 1);
        return whole;
    }

    /// <summary>Counts after some journeys have changed: the same as if all were counted anew.</summary>
    /// <param name="before">All counts before.</param>
    /// <param name="gone">Counts of the changed journeys as they were.</param>
    /// <param name="come">Counts of the changed journeys as they are.</param>
    /// <param name="members">The members that there still are.</param>
    public static PathStatistics Changed(PathStatisticsRows before, PathStatisticsRows gone, PathStatisticsRows come, IEnumerable<string> members)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(gone);
        ArgumentNullException.ThrowIfNull(come);
        var all = Like(before, before.Members.Concat(gone.Members).Concat(come.Members));
        all.Add(before, 1);
        all.Add(gone, -1);
        all.Add(come, 1);
        var left = Like(before, members);
        left.Add(all.ToRows(), 1);
        return left;
    }

    private static PathStatistics Like(PathStatisticsRows part, IEnumerable<string> members) => new(
        part.Level, [.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], part.Transitions.Order, part.Replicates.Count);

    private void Add(PathStatisticsRows part, int sign)
    {
        var places = Members.Select((name, place) => (name, place)).ToDictionary(item => item.name, item => item.place, StringComparer.Ordinal);
        // A member that is not here any more has no counts left that would need its place.
        int[] memberOf = [.. part.Members.Select(name => places.GetValueOrDefault(name, -1))];
        Transitions.Add(part.Transitions, memberOf.Length, memberOf, sign);
        Shapley.Add(part.Shapley, memberOf, sign);
        for (var member = 0; member < memberOf.Length; member++)
        {
            if (memberOf[member] is var there and >= 0) assists[there] = assists[there].Plus(part.Assists[member], sign);
        }

        for (var replicate = 0; replicate < part.Replicates.Count; replicate++)
        {
            replicates[replicate].Transitions.Add(part.Replicates[replicate].Transitions, memberOf.Length, memberOf, sign);
            replicates[replicate].Shapley.Add(part.Replicates[replicate].Shapley, memberOf, sign);
        }
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

    private readonly struct Sink(PathStatistics statistics, Func<int, UInt128> idOf, OrderTable orders) : IPathSink
    {
        public void Path(int person, ReadOnlySpan<int> path, int order) =>
            statistics.Add(idOf(person), path, order < 0 ? null : orders.Values[order]);
    }
}
