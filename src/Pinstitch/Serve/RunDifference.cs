namespace Pinstitch.Serve;

/// <summary>What changed from one run to another, order by order, with the cause.</summary>
/// <param name="Before">The earlier run.</param>
/// <param name="After">The later run.</param>
/// <param name="SpendChanged">Whether the runs read different reports (late or restated spend): that changes ratios, never credit.</param>
/// <param name="Orders">Orders whose credit differs, in order of id.</param>
public sealed record RunDifference(RunName Before, RunName After, bool SpendChanged, IReadOnlyList<RunChange> Orders)
{
    public static RunDifference Of(RunRows before, RunRows after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (ordersBefore, ordersAfter) = (ById(before.Orders), ById(after.Orders));
        var (creditsBefore, creditsAfter) = (before.Credits.ToLookup(row => row.OrderId), after.Credits.ToLookup(row => row.OrderId));
        var changes = new List<RunChange>();
        foreach (var id in ordersBefore.Keys.Union(ordersAfter.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (Sums(creditsBefore[id]), Sums(creditsAfter[id]));
            var (one, other) = (ordersBefore.GetValueOrDefault(id), ordersAfter.GetValueOrDefault(id));
            if (one?.NetCents == other?.NetCents && Same(creditsBefore[id], creditsAfter[id])) continue;
            changes.Add(new(id, [.. Causes(before.Run, after.Run, one, other, creditsBefore[id], creditsAfter[id])], was, now));
        }

        return new(before.Run, after.Run, before.Run.ReportsHash != after.Run.ReportsHash, changes);
    }

    private static IEnumerable<string> Causes(RunName before, RunName after, FactOrder? one, FactOrder? other, IEnumerable<FactCredit> was, IEnumerable<FactCredit> now)
    {
        if (one is null || other is null)
        {
            yield return one is null ? "new" : "gone";
            yield break;
        }

        var found = false;
        if (found |= one.Refund != other.Refund) yield return "refund";
        var edited = one.Gross != other.Gross || one.PlacedAt != other.PlacedAt;
        if (edited) yield return "edit";
        var person = one.CustomerKey != other.CustomerKey;
        if (person) yield return "edge";
        var configured = before.ConfigHash != after.ConfigHash;
        // Without a new configuration the same touches count; with one, a touch may count or not because of it.
        var touched = !Touches(was).SetEquals(Touches(now));
        if (touched && !configured) yield return "touch";
        if (configured) yield return "configuration";
        if (before.CodeVersion != after.CodeVersion) yield return "code";
        if (!found && !edited && !person && !touched && !configured && before.CodeVersion == after.CodeVersion) yield return "model_fit";
    }

    /// <summary>An order that is told under two persons that nothing links is there twice; the shop's own word goes first.</summary>
    private static Dictionary<string, FactOrder> ById(IEnumerable<FactOrder> rows) => rows
        .OrderBy(row => row.Source == "shop" ? 0 : 1).ThenBy(row => row.CustomerKey, StringComparer.Ordinal)
        .DistinctBy(row => row.OrderId)
        .ToDictionary(row => row.OrderId, StringComparer.Ordinal);

    private static HashSet<string> Touches(IEnumerable<FactCredit> rows) =>
        [.. rows.Select(row => $"{row.TouchTime.UtcTicks}|{row.Channel}|{row.TouchKind}|{row.CampaignId}|{row.AdId}")];

    private static SortedDictionary<string, long> Sums(IEnumerable<FactCredit> rows)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows) sums[$"{row.ModelId}/{row.Channel}"] = sums.GetValueOrDefault($"{row.ModelId}/{row.Channel}") + row.CreditCents;
        return sums;
    }

    private static bool Same(IEnumerable<FactCredit> one, IEnumerable<FactCredit> other)
    {
        static IEnumerable<(string, string, long, string, long, string)> Keys(IEnumerable<FactCredit> rows) => rows
            .Select(row => (row.ModelId, row.Channel, row.TouchTime.UtcTicks, row.AdId, row.CreditCents, row.WindowId))
            .Order();
        return Keys(one).SequenceEqual(Keys(other));
    }
}
