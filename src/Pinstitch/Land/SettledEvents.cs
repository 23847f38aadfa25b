namespace Pinstitch.Land;

/// <summary>
/// Landed records brought into their final form: repeated deliveries dropped, copies of one event (same id and name, from
/// browser and server, or sent twice) merged into one. The result depends only on the set of records, not on their
/// order, their batches or how often each was delivered.
/// </summary>
/// <remarks>
/// The memory for copies is <see cref="Window"/>. A copy begins an event when no copy happened in the window before it.
/// The copies in the window behind a beginning are merged with it. A copy still later that has another one in the window
/// before it is a repeat of a repeat: it is counted as a duplicate, and nothing of it is taken over. So what a week's
/// events are depends on the records of that week and of a window on either side, and on no others.
/// </remarks>
public sealed class SettledEvents
{
    /// <summary>How far apart two copies may have happened and still be one event.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(60);

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

    public static SettledEvents From(IEnumerable<LandedRecord> records) => From(records, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The events that begin in a span of time, and the messages that happened in it.</summary>
    /// <param name="records">All records of the span, and the copies of its events within <see cref="Window"/> on either side.</param>
    /// <param name="from">The span's first instant.</param>
    /// <param name="to">The first instant behind it.</param>
    public static SettledEvents From(IEnumerable<LandedRecord> records, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(records);
        var deliveries = new HashSet<(int, long, string, string)>();
        var copies = new Dictionary<(string, string), List<LandedEvent>>();
        var delivered = 0L;
        foreach (var record in records)
        {
            // With the event's id, for a hub that was made anew counts from the beginning again.
            if (!deliveries.Add((record.Partition, record.Sequence, record.Event.EventId, record.Event.Name))) continue;
            if (record.Event.Time >= from && record.Event.Time < to) delivered++;
            var key = (record.Event.EventId, record.Event.Name);
            // No number depends on the visitor's address and browser, which compaction leaves out.
            var item = record.Event.Client is null ? record.Event : record.Event with { Client = null };
            if (copies.TryGetValue(key, out var list)) list.Add(item);
            else copies[key] = [item];
        }

        var events = copies.Values
            .SelectMany(list => Beginnings(list, from, to))
            .OrderBy(item => item.Time)
            .ThenBy(item => item.EventId, StringComparer.Ordinal)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .ToList();
        return new(events, delivered);
    }

    /// <summary>One event for each copy in the span that has none in the window before it.</summary>
    private static IEnumerable<LandedEvent> Beginnings(List<LandedEvent> copies, DateTimeOffset from, DateTimeOffset to)
    {
        if (copies.Count == 1)
        {
            if (copies[0].Time >= from && copies[0].Time < to) yield return copies[0];
            yield break;
        }

        copies.Sort((one, two) => one.Time.CompareTo(two.Time));
        for (var place = 0; place < copies.Count; place++)
        {
            var time = copies[place].Time;
            if (time < from || time >= to || (place > 0 && time - copies[place - 1].Time <= Window)) continue;
            yield return Merge(copies[place..].FindAll(copy => copy.Time - time <= Window));
        }
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
            MayPersonalise = Joint(copies, copy => copy.MayPersonalise),
            LimitedUse = copies.Exists(copy => copy.LimitedUse),
            IsTest = copies.Exists(copy => copy.IsTest),
            Traffic = Traffic(copies),
            Contents = First(copies, copy => copy.Contents),
            NumItems = copies.Select(copy => copy.NumItems).FirstOrDefault(number => number is not null),
            Search = First(copies, copy => copy.Search),
            Order = First(copies, copy => copy.Order),
            Campaign = First(copies, copy => copy.Campaign),
            Clicks = Joint(copies, copy => copy.MayAdvertise) == false ? null : Clicks(copies),
            Match = Joint(copies, copy => copy.MayAdvertise) == false ? null : Match(copies),
            Former = Former(copies),
            Dropped = copies.Exists(copy => copy.Dropped is not null)
                ? [.. copies.SelectMany(copy => copy.Dropped ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
                : null,
            Extra = First(copies, copy => copy.Extra),
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

    private static T? First<T>(List<LandedEvent> copies, Func<LandedEvent, T?> part)
        where T : class => copies.Select(part).FirstOrDefault(found => found is not null);

    /// <summary>Staff in one copy is staff; a bot only where every copy says so: what a server or a shop confirms, a person did.</summary>
    private static string? Traffic(List<LandedEvent> copies) =>
        copies.Find(copy => copy.Traffic?.StartsWith("staff", StringComparison.Ordinal) == true)?.Traffic
        ?? (copies.TrueForAll(copy => copy.Traffic is not null) ? copies[0].Traffic : null);

    /// <summary>Of each kind the first that there is.</summary>
    private static List<LandedClick>? Clicks(List<LandedEvent> copies) =>
        copies.Exists(copy => copy.Clicks is not null)
            ? [.. copies.SelectMany(copy => copy.Clicks ?? []).DistinctBy(click => click.Name).OrderBy(click => click.Name, StringComparer.Ordinal)]
            : null;

    private static SortedDictionary<string, string>? Match(List<LandedEvent> copies)
    {
        if (!copies.Exists(copy => copy.Match is not null)) return null;
        var joined = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, hash) in copies.SelectMany(copy => copy.Match ?? new Dictionary<string, string>())) joined.TryAdd(name, hash);
        return joined;
    }

    private static List<LandedAlias>? Former(List<LandedEvent> copies) =>
        copies.Exists(copy => copy.Former is not null)
            ? [.. copies.SelectMany(copy => copy.Former ?? []).Distinct().OrderBy(alias => alias.Present).ThenBy(alias => alias.Past)]
            : null;

    private static bool? Joint(List<LandedEvent> copies, Func<LandedEvent, bool?> consent)
    {
        if (copies.Exists(copy => consent(copy) == false)) return false;
        return copies.Select(consent).FirstOrDefault(given => given is not null);
    }
}
