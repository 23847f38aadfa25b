namespace Pinstitch.Stitch.Clusters;

/// <summary>Brings the touched clusters of one shard up to date: adds a night's edges, and finds their persons before and after.</summary>
public sealed class ShardLink
{
    private readonly Dictionary<ulong, TouchedCluster> clusters = [];
    private readonly GuardRails guards;
    private readonly IdentityRules rulesBefore;
    private readonly IdentityRules rulesAfter;
    private readonly bool hasOtherRules;

    /// <param name="guards">Limits.</param>
    /// <param name="former">Lists in the night before.</param>
    /// <param name="rules">Lists.</param>
    /// <param name="knownHubs">Identifiers that were hubs before.</param>
    /// <param name="newHubs">Identifiers that have become hubs in this night.</param>
    public ShardLink(GuardRails guards, IdentityRules former, IdentityRules rules, IReadOnlyCollection<UInt128> knownHubs, IReadOnlyCollection<UInt128> newHubs)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(rules);
        this.guards = guards;
        hasOtherRules = !ReferenceEquals(former, rules);
        rulesBefore = former.WithHubs(knownHubs);
        rulesAfter = rules.WithHubs(knownHubs.Concat(newHubs));
    }

    /// <summary>Adds what the night brings to what the shard has.</summary>
    /// <param name="ledger">The runs of the shard's ledger, oldest first.</param>
    /// <param name="work">What comes.</param>
    public void Add(IEnumerable<ReadOnlyMemory<byte>> ledger, ShardWork work)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(work);
        ClusterRun.ForEach(work.Moved, (cluster, _) => Of(cluster));
        ClusterRun.ForEach(work.News, (cluster, _) => Of(cluster));
        ulong[] wanted = [.. clusters.Keys.Order()];
        foreach (var run in ledger) ClusterRun.Find(run.Span, wanted, (cluster, body) => Of(cluster).AddStored(body));
        ClusterRun.ForEach(work.Moved, (cluster, body) => Of(cluster).AddMoved(body));
        ClusterRun.ForEach(work.News, (cluster, body) => Of(cluster).AddNews(body));
    }

    /// <summary>Finds the persons.</summary>
    public ShardResult Link()
    {
        var (before, after) = (new PersonGraph(guards, rulesBefore), new PersonGraph(guards, rulesAfter));
        var output = new List<byte>();
        foreach (var (cluster, touched) in clusters.OrderBy(item => item.Key))
        {
            if (!touched.HasGrown && !touched.IsRecomputed) continue;
            if (touched.HasGrown) ClusterRun.Write(output, cluster, touched.Content, touched.StoredNodes, touched.StoredEdges);
            for (var place = 0; place < touched.Content.Edges.Count; place++)
            {
                var edge = touched.Content.Edges[place];
                var (a, b) = (touched.Content.Nodes[edge.A], touched.Content.Nodes[edge.B]);
                if (place < touched.OldEdges) before.Add(a, b, edge.Time, edge.Night);
                after.Add(a, b, edge.Time, edge.Night);
            }
        }

        var old = before.Link(forLookup: true);
        var changes = new List<PersonChange>();
        var hubs = new List<UInt128>();
        var held = new long[Guards.All.Count];
        var ended = new HashSet<UInt128>();
        var sizes = new Dictionary<UInt128, int>();
        var flows = new Dictionary<(UInt128 Before, UInt128 After), int>();
        var now = after.Link(forLookup: hasOtherRules);
        foreach (var item in now.All)
        {
            var key = rulesAfter.Head(item.Identifier).Key;
            if (item.Guard == Guard.Hub && !rulesAfter.Cut.ContainsKey(key)) hubs.Add(key);
            // What links nobody by a list, or by what other clusters hold of it, is nobody's from the start.
            if (rulesBefore.Cut.ContainsKey(key)) continue;
            var was = old.Find(item.Identifier);
            var person = was?.Person ?? PersonIds.Of(item.Identifier);
            if (was is { IsAlone: false }) ended.Add(person);
            if (item.Guard is null) sizes[item.Person] = sizes.GetValueOrDefault(item.Person) + 1;
            // A new hub stands in every cluster that it touches, but is counted where it was known.
            flows[(person, item.Person)] = flows.GetValueOrDefault((person, item.Person)) + (was is null && item.Guard == Guard.Hub ? 0 : 1);
            if ((person, was?.Guard, was?.IsAlone ?? true) == (item.Person, item.Guard, item.IsAlone)) continue;
            changes.Add(new(item.Identifier, person, item.Person, item.Guard, was is null, item.IsAlone));
        }

        // Whose only edge was undone is in no edge any more.
        foreach (var item in hasOtherRules ? old.All.Where(item => now.Find(item.Identifier) is null && !rulesBefore.Cut.ContainsKey(rulesBefore.Head(item.Identifier).Key)) : [])
        {
            var alone = PersonIds.Of(item.Identifier);
            flows[(item.Person, alone)] = flows.GetValueOrDefault((item.Person, alone)) + 1;
            if (!item.IsAlone) ended.Add(item.Person);
            if (!item.IsAlone || item.Guard is not null) changes.Add(new(item.Identifier, item.Person, alone, null, IsNew: false, IsAlone: true));
        }

        foreach (var (guard, count) in now.HeldEdges()) held[(int)guard] += count;
        foreach (var (guard, count) in old.HeldEdges()) held[(int)guard] -= count;
        ended.ExceptWith(sizes.Keys);
        changes.Sort((one, two) => one.Identifier.CompareTo(two.Identifier));
        hubs.Sort();
        var persons = new HashSet<UInt128>(2 * changes.Count);
        foreach (var change in changes)
        {
            persons.Add(change.Before);
            persons.Add(change.After);
        }

        return new([.. output], changes, hubs, held, now.Counts() - old.Counts(), [.. flows
            .Where(flow => persons.Contains(flow.Key.Before) || persons.Contains(flow.Key.After))
            .Select(flow => new PersonFlow(flow.Key.Before, flow.Key.After, flow.Value))], new(ended.Count, sizes.Values.DefaultIfEmpty().Max()));
    }

    private TouchedCluster Of(ulong cluster) => clusters.TryGetValue(cluster, out var found) ? found : clusters[cluster] = new();
}
