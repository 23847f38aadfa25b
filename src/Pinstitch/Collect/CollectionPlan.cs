namespace Pinstitch.Collect;

/// <summary>Which reports a collection fetches.</summary>
public static class CollectionPlan
{
    /// <summary>
    /// Every level, over the account's whole history at first and over the platform's look-back from then on, cut into
    /// pieces that the platform accepts. Platforms change past days for weeks, so the look-back reaches behind what is
    /// there already; the current day is left out because it is never whole.
    /// </summary>
    /// <param name="platform">The ad platform.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="today">Today in the platform's days.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="mostDays">Most days in one report.</param>
    public static IReadOnlyList<ReportRequest> For(string platform, string accountId, DateOnly today, int days, int mostDays)
    {
        var requests = new List<ReportRequest>();
        var last = today.AddDays(-1);
        foreach (var level in ReportLevels.All)
        {
            for (var from = today.AddDays(-days); from <= last; from = from.AddDays(mostDays))
            {
                var to = from.AddDays(mostDays - 1);
                requests.Add(new(platform, accountId, level, from, to < last ? to : last));
            }
        }

        return requests;
    }
}
