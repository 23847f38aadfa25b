namespace Pinstitch.Land;

/// <summary>
/// Landed records brought into their final form: repeated deliveries dropped, copies of one event (same id and name, from
/// browser and server, or sent twice) merged into one. The result depends only on the set of records, not on their
/// order, their batches or how often each was delivered.
/// </summary>
public sealed class SettledEvents
{
    private SettledEvents(IReadOnlyList<LandedEvent> events, long delivered)
    {
        Events = events;
        Delivered = delivered;
    }

    /// <summary>Sorted by time, id and name.</summary>
    public IReadOnlyList<LandedEvent> Events { get; }

    /// <summary>Messages of the hub that these come from, each counted once.</summary>
    public long Delivered { get; }

    /// <summary>Messages that repeated an event that is there already.</summary>
    public long Duplicates => Delivered - Events.Count;

    public static SettledEvents From(IEnumerable<LandedRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var deliveries = new HashSet<(int, long)>();
        var copies = new Dictionary<(string, string), List<LandedEvent>>();
        foreach (var record in records)
        {
            if (!deliveries.Add((record.Partition, record.Sequence))) continue;
            var key = (record.Event.EventId, record.Event.Name);
            if (copies.TryGetValue(key, out var list)) list.Add(record.Event);
            else copies[key] = [record.Event];
        }

        var events = copies.Values
            .Select(Merge)
            .OrderBy(item => item.Time)
            .ThenBy(item => item.EventId, StringComparer.Ordinal)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .ToList();
        return new(events, deliveries.Count);
    }

    /// <summary>
    /// One event out of its copies. The copies are put in order: the stronger source first (shop, CRM, server, browser),
    /// then the earlier time, then their bytes. Each field comes from the first copy that has it, identifiers are joined,
    /// a refused consent in one copy holds for all, and so does a test mark.
    /// </summary>
    internal static LandedEvent Merge(List<LandedEvent> copies)
    {
        if (copies.Count == 1) return copies[0];
        copies.Sort(Compare);
        return copies[0] with
        {
            Identifiers = [.. copies.SelectMany(copy => copy.Identifiers).Distinct().Order()],
            Page = copies.Select(copy => copy.Page).FirstOrDefault(page => page is not null),
            Value = copies.Find(copy => copy.Value is not null)?.Value,
            Currency = (copies.Find(copy => copy.Value is not null) ?? copies[0]).Currency,
            OrderId = copies.Select(copy => copy.OrderId).FirstOrDefault(id => id is not null),
            PlacedAt = copies.Select(copy => copy.PlacedAt).FirstOrDefault(time => time is not null),
            Stage = copies.Select(copy => copy.Stage).FirstOrDefault(stage => stage is not null),
            MayMeasure = Joint(copies, copy => copy.MayMeasure),
            MayAdvertise = Joint(copies, copy => copy.MayAdvertise),
            IsTest = copies.Exists(copy => copy.IsTest),
            Extra = copies.Select(copy => copy.Extra).FirstOrDefault(extra => extra is not null),
        };
    }

    private static int Compare(LandedEvent one, LandedEvent two)
    {
        var bySource = Rank(one.Source).CompareTo(Rank(two.Source));
        if (bySource != 0) return bySource;
        var byTime = one.Time.CompareTo(two.Time);
        return byTime != 0 ? byTime : LandingJson.Write(one).AsSpan().SequenceCompareTo(LandingJson.Write(two));
    }

    private static int Rank(string source) => source switch
    {
        "shop" => 0,
        "crm" => 1,
        "server" => 2,
        _ => 3,
    };

    private static bool? Joint(List<LandedEvent> copies, Func<LandedEvent, bool?> consent)
    {
        if (copies.Exists(copy => consent(copy) == false)) return false;
        return copies.Select(consent).FirstOrDefault(given => given is not null);
    }
}
