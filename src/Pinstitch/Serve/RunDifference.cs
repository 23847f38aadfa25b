using Pinstitch.Attribute;

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
        var (touchesBefore, touchesAfter) = (OwnersOf(before.Touches), OwnersOf(after.Touches));
        var changes = new List<RunChange>();
        foreach (var id in ordersBefore.Keys.Union(ordersAfter.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (Sums(creditsBefore[id]), Sums(creditsAfter[id]));
            var (one, other) = (ordersBefore.GetValueOrDefault(id), ordersAfter.GetValueOrDefault(id));
            if (one?.NetCents == other?.NetCents && Same(creditsBefore[id], creditsAfter[id])) continue;
            var moves = new TouchMoves(creditsBefore[id], creditsAfter[id], touchesBefore, touchesAfter);
            changes.Add(new(id, Causes(before.Run, after.Run, one, other, moves), was, now));
        }

        return new(before.Run, after.Run, before.Run.ReportsHash != after.Run.ReportsHash, changes);
    }

    private static List<string> Causes(RunName before, RunName after, FactOrder? one, FactOrder? other, TouchMoves moves)
    {
        if (one is null || other is null) return [one is null ? "new" : "gone"];
        var causes = new List<string>();
        if (one.Refund != other.Refund) causes.Add("refund");
        if (one.Gross != other.Gross || one.PlacedAt != other.PlacedAt) causes.Add("edit");
        if (one.CustomerKey != other.CustomerKey || moves.AreFromAnotherPerson) causes.Add("edge");
        if (moves.AreNewOrGone) causes.Add("touch");
        if (moves.StandForOtherAds) causes.Add("ads");
        if (before.ConfigHash != after.ConfigHash) causes.Add("configuration");
        // Of the same touches, under the same settings, others may count: the person's order before was edited, say.
        else if (causes.Count == 0 && moves.CountOtherwise) causes.Add("touch");
        if (before.CodeVersion != after.CodeVersion) causes.Add("code");
        if (causes.Count == 0) causes.Add("model_fit");
        return causes;
    }

    private static Dictionary<(long Time, string Channel, string Kind), HashSet<string>> OwnersOf(IEnumerable<JourneyTouch> touches) => touches
        .GroupBy(row => (row.Time.UtcTicks, row.Channel, row.Kind.ToLowerInvariant()))
        .ToDictionary(touch => touch.Key, touch => touch.Select(row => row.Person).ToHashSet(StringComparer.Ordinal));

    /// <summary>An order that is told under two persons that nothing links is there twice; the shop's own word goes first.</summary>
    private static Dictionary<string, FactOrder> ById(IEnumerable<FactOrder> rows) => rows
        .OrderBy(row => row.Source == "shop" ? 0 : 1).ThenBy(row => row.CustomerKey, StringComparer.Ordinal)
        .DistinctBy(row => row.OrderId)
        .ToDictionary(row => row.OrderId, StringComparer.Ordinal);

    private static SortedDictionary<string, long> Sums(IEnumerable<FactCredit> rows)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows) sums[$"{row.ModelId}/{row.Channel}"] = sums.GetValueOrDefault($"{row.ModelId}/{row.Channel}") + row.CreditCents;
        return sums;
    }

    private static bool Same(IEnumerable<FactCredit> one, IEnumerable<FactCredit> other)
    {
        static IEnumerable<(string, string, long, string, string, string, long)> Keys(IEnumerable<FactCredit> rows) => rows
            .Select(row => (row.ModelId, row.Channel, row.TouchTime.UtcTicks, row.CampaignId, row.AdGroupId, row.AdId, row.CreditCents))
            .Order();
        return Keys(one).SequenceEqual(Keys(other));
    }
}
