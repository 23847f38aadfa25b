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
    /// <param name="isFew">Whether it is for few paths: then nothing is set aside for each step that there could be.</param>
    public PathStatistics(string level, IReadOnlyList<string> members, int order, int replicates, bool isFew = false)
    {
        ArgumentNullException.ThrowIfNull(members);
        (Level, Members) = (level, members);
        Transitions = new(members.Count, order, isFew);
        Shapley = new(members.Count);
        assists = [.. members.Select(_ => Pinstitch.Attribute.DataDriven.Assists.None)];
        seen = new int[members.Count];
        this.replicates = [.. Enumerable.Range(0, replicates).Select(_ => (new TransitionCounts(members.Count, order, isFew), new ShapleyCounts(members.Count)))];
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
    /// <param name="sign">1, or −1 to take it away.</param>
    public void Add(UInt128 person, ReadOnlySpan<int> path, long? value, int sign = 1)
    {
        var (conversions, nulls) = value is null ? (0, sign) : (sign, 0);
        var worth = sign * (value ?? 0);
        Transitions.Add(path, conversions, worth, nulls);
        if (value is not null)
        {
            Shapley.Add(path, sign, worth);
            paths++;
            foreach (var member in path)
            {
                if (seen[member] == paths) continue;
                seen[member] = paths;
                assists[member] = assists[member].With(member == path[^1], value.Value, sign);
            }
        }

        for (var replicate = 0; replicate < replicates.Length; replicate++)
        {
            var times = Bootstrap.Times(person, replicate);
            if (times == 0) continue;
            replicates[replicate].Transitions.Add(path, conversions * times, worth * times, nulls * times);
            if (value is not null) replicates[replicate].Shapley.Add(path, sign * times, worth * times);
        }
    }

    /// <summary>Adds the paths of journeys.</summary>
    /// <param name="journeys">Journeys with their orders.</param>
    /// <param name="settings">Windows and rules.</param>
    /// <param name="memberOf">Who stands for a touch at the level.</param>
    public void Add(IReadOnlyList<Journey> journeys, AttributionSettings settings, Func<TouchCode, string> memberOf)
    {
        var columns = JourneyColumns.Of(journeys, journey => journey.Orders);
        Add((columns.Touches, columns.Orders), columns.Codes.Select(memberOf), columns.Codes, person => journeys[person].Person, null, settings);
    }

    /// <summary>Adds the paths of journeys in columns, or takes them away.</summary>
    /// <param name="columns">Touches and orders.</param>
    /// <param name="memberOfCode">Who stands for each code at the level.</param>
    /// <param name="codes">Of the touches.</param>
    /// <param name="idOf">Id of the person at a place.</param>
    /// <param name="persons">Places of the persons that are meant, in ascending order; null for all.</param>
    /// <param name="settings">Windows and rules.</param>
    /// <param name="sign">1, or −1 to take them away.</param>
    public void Add(
        (TouchTable Touches, OrderTable Orders) columns,
        IEnumerable<string> memberOfCode,
        IReadOnlyList<TouchCode> codes,
        Func<int, UInt128> idOf,
        IReadOnlyList<int>? persons,
        AttributionSettings settings,
        int sign = 1)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var places = Places(Members);
        var sink = new Sink(this, idOf, columns.Orders, sign);
        var pass = new PathPass(columns.Touches, columns.Orders, new(codes, [.. memberOfCode.Select(name => places[name])], settings), settings);
        if (persons is null) pass.Run(0, columns.Touches.Persons, ref sink);
        else foreach (var person in persons) pass.Run(person, person + 1, ref sink);
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
        foreach (var part in parts) whole.Add(part);
        return whole;
    }

    /// <summary>Counts after some journeys have changed: the same as if all were counted anew.</summary>
    /// <param name="before">All counts before.</param>
    /// <param name="change">Counts of the changed journeys as they are, less those as they were.</param>
    /// <param name="members">The members that there still are.</param>
    public static PathStatisticsRows Changed(PathStatisticsRows before, PathStatisticsRows change, IEnumerable<string> members)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(change);
        var all = Named(before.Members.Concat(change.Members));
        return Numbered(Numbered(before, all).Plus(Numbered(change, all)), Named(members));
    }

    /// <summary>Names of members, each once and in the order in which they are numbered.</summary>
    public static IReadOnlyList<string> Named(IEnumerable<string> members) => [.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Counts by other numbers of members; a member that is left out has none left.</summary>
    private static PathStatisticsRows Numbered(PathStatisticsRows rows, IReadOnlyList<string> members)
    {
        if (rows.Members.SequenceEqual(members, StringComparer.Ordinal)) return rows;
        var numbered = Like(rows, members);
        numbered.Add(rows);
        return numbered.ToRows();
    }

    private static PathStatistics Like(PathStatisticsRows part, IEnumerable<string> members) => new(part.Level, Named(members), part.Transitions.Order, part.Replicates.Count);

    private static Dictionary<string, int> Places(IReadOnlyList<string> members) =>
        members.Select((name, place) => (name, place)).ToDictionary(item => item.name, item => item.place, StringComparer.Ordinal);

    private void Add(PathStatisticsRows part)
    {
        var places = Places(Members);
        // A member that is not here any more has no counts left that would need its place.
        int[] memberOf = [.. part.Members.Select(name => places.GetValueOrDefault(name, -1))];
        Transitions.Add(part.Transitions, memberOf.Length, memberOf);
        Shapley.Add(part.Shapley, memberOf);
        for (var member = 0; member < memberOf.Length; member++)
        {
            if (memberOf[member] is var there and >= 0) assists[there] = assists[there].Plus(part.Assists[member]);
        }

        for (var replicate = 0; replicate < part.Replicates.Count; replicate++)
        {
            replicates[replicate].Transitions.Add(part.Replicates[replicate].Transitions, memberOf.Length, memberOf);
            replicates[replicate].Shapley.Add(part.Replicates[replicate].Shapley, memberOf);
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

    private readonly struct Sink(PathStatistics statistics, Func<int, UInt128> idOf, OrderTable orders, int sign) : IPathSink
    {
        public void Path(int person, ReadOnlySpan<int> path, int order) =>
            statistics.Add(idOf(person), path, order < 0 ? null : orders.Values[order], sign);
    }
}
