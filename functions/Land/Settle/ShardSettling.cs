using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Land.Settle;

/// <summary>
/// Brings new records into a shard's weeks. A week is settled anew when it gets records, or when a new record may be a copy of
/// one of its events; of the others only the keys are looked at, and those only as far as a copy can be away.
/// </summary>
internal sealed class ShardSettling(Lake lake, SettledStore store, int shard, int shards, IReadOnlyList<SettledWeek> before)
{
    private readonly SortedDictionary<int, SettledWeek> weeks = new(before.ToDictionary(week => week.Week));
    private readonly Dictionary<int, EventKeys> keys = [];
    private readonly Dictionary<int, List<LandedRecord>> records = [];

    /// <summary>Days of the records that were new, with their numbers.</summary>
    public SortedDictionary<string, long> Days { get; } = new(StringComparer.Ordinal);

    /// <param name="incoming">Records, of which some may be known.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The weeks as they are now.</returns>
    public async Task<IReadOnlyCollection<SettledWeek>> RunAsync(IEnumerable<LandedRecord> incoming, CancellationToken cancellation)
    {
        var changed = new SortedSet<int>();
        var added = new Dictionary<int, EventKeys>();
        foreach (var week in incoming.GroupBy(record => SettledWeeks.Of(record.Event.Time)))
        {
            if (await AddAsync(week.Key, week, cancellation) is not { Count: > 0 } fresh) continue;
            changed.Add(week.Key);
            added[week.Key] = EventKeys.Of(fresh);
        }

        await SettleAsync(changed, added, cancellation);
        return weeks.Values;
    }

    /// <summary>Puts other records in the place of some.</summary>
    /// <param name="replace">Gives a record of the same message; the same one where it stays as it is.</param>
    /// <param name="found">Called before anything is written.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The weeks as they are now, and how many of them were settled anew.</returns>
    public async Task<(IReadOnlyCollection<SettledWeek> Weeks, int Changed)> ReplaceAsync(Func<LandedRecord, LandedRecord> replace, Func<Task> found, CancellationToken cancellation)
    {
        var changed = new SortedSet<int>();
        var replaced = new Dictionary<int, EventKeys>();
        foreach (var week in weeks.Keys)
        {
            var all = await RecordsAsync(week, cancellation);
            var next = all.ConvertAll(record => replace(record));
            var others = all.Zip(next).Where(pair => !ReferenceEquals(pair.First, pair.Second)).Select(pair => pair.Second).ToList();
            // What stays is read again if need be: all weeks at once would not fit.
            if (others.Count == 0) records.Remove(week);
            else (records[week], replaced[week]) = (next, EventKeys.Of(others));
            if (others.Count > 0) changed.Add(week);
        }

        if (changed.Count > 0) await found();
        await SettleAsync(changed, replaced, cancellation);
        return (weeks.Values, changed.Count);
    }

    /// <summary>Settles weeks anew, and those near them that have copies of their events.</summary>
    private async Task SettleAsync(SortedSet<int> changed, Dictionary<int, EventKeys> added, CancellationToken cancellation)
    {
        foreach (var (week, fresh) in added)
        {
            foreach (var near in Near(week))
            {
                if (!changed.Contains(near) && (await KeysAsync(near, cancellation)).Meets(fresh)) changed.Add(near);
            }
        }

        foreach (var week in changed) weeks[week] = await SettleAsync(week, cancellation);
    }

    /// <summary>Those that were not there.</summary>
    private async Task<List<LandedRecord>> AddAsync(int week, IEnumerable<LandedRecord> incoming, CancellationToken cancellation)
    {
        var all = await RecordsAsync(week, cancellation);
        var known = all.Select(Delivery).ToHashSet();
        var fresh = incoming.Where(record => known.Add(Delivery(record))).ToList();
        if (fresh.Count == 0) return fresh;
        all.AddRange(fresh);
        all.Sort((one, two) => Delivery(one).CompareTo(Delivery(two)));
        keys[week] = EventKeys.Of(all);
        foreach (var record in fresh)
        {
            var day = record.Event.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Days[day] = Days.GetValueOrDefault(day) + 1;
        }

        return fresh;
    }

    private async Task<SettledWeek> SettleAsync(int week, CancellationToken cancellation)
    {
        var own = await RecordsAsync(week, cancellation);
        var mine = await KeysAsync(week, cancellation);
        var all = new List<LandedRecord>(own);
        foreach (var near in Near(week))
        {
            if ((await KeysAsync(near, cancellation)).Meets(mine)) all.AddRange((await RecordsAsync(near, cancellation)).Where(mine.Has));
        }

        var settled = SettledEvents.From(all, SettledWeeks.Start(week), SettledWeeks.Start(week + 1));
        var files = await Task.WhenAll(
            WriteAsync("records", Lines.Write(own.Select(LandingJson.Write))),
            WriteAsync("keys", new(mine.Write())),
            WriteAsync("events", Lines.Write(settled.Events.Select(LandingJson.Write))),
            WriteAsync("edges", Lines.Write(settled.Events.SelectMany(IdentityEdge.Of).Select(EdgeJson.Write))));
        return new(
            week,
            files[0],
            files[1],
            files[2],
            files[3],
            settled.Events.Count > 0 ? settled.Events[0].Time : null,
            settled.Events.Count > 0 ? settled.Events[^1].Time : null,
            SettledCounts.Of(settled.Events, settled.Duplicates),
            ContentHash.Of(settled.Events).ToString());

        Task<string> WriteAsync(string kind, BinaryData content) => store.WriteAsync(shard, shards, week, kind, content, cancellation);
    }

    /// <summary>The other weeks in which a copy of a week's events can be.</summary>
    private List<int> Near(int week) => [.. weeks.Keys.Union(records.Keys).Where(near => near != week && Math.Abs(near - week) <= SettledWeeks.Reach).Order()];

    private async Task<EventKeys> KeysAsync(int week, CancellationToken cancellation)
    {
        if (!keys.TryGetValue(week, out var found))
            keys[week] = found = weeks.TryGetValue(week, out var stored) ? EventKeys.Read((await lake.Events.ReadAsync(stored.Keys, cancellation)).ToMemory().Span) : EventKeys.Of([]);
        return found;
    }

    private async Task<List<LandedRecord>> RecordsAsync(int week, CancellationToken cancellation)
    {
        if (!records.TryGetValue(week, out var found))
        {
            records[week] = found = weeks.TryGetValue(week, out var stored)
                ? [.. Lines.Read(await lake.Events.ReadAsync(stored.Records, cancellation)).Select(line => LandingJson.ReadLanded(line.Span))]
                : [];
        }

        return found;
    }

    private static DeliveryName Delivery(LandedRecord record) => new(record.Partition, record.Sequence, record.Event.EventId, record.Event.Name);
}
