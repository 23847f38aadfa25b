using Pinstitch.Attribute;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>
/// View-throughs as platforms claim them. Platforms tell of views only in sums, so nobody can say whose order it was: the
/// claims stand in a ledger of their own, capped by what the shop's orders can support, and are never credit. An order
/// supports a claim when it lies within the view window of the claim's day, no click on the platform's ads counts for it
/// (a click goes before a view), and no other claim of the platform has used it. Days are gone through in order, each
/// taking the earliest orders that are left: no other way supports more claims.
/// </summary>
internal static class ViewThroughLedger
{
    private const string View = "view";

    public static IEnumerable<FactViewThrough> Make(
        Measurement measurement,
        RunName run,
        IReadOnlyList<FactPlatformConversionDaily> claims,
        IReadOnlyList<FactOrder> orders,
        IReadOnlyList<FactCredit> credits)
    {
        foreach (var platform in claims.Where(row => row.ClaimType == View).GroupBy(row => (row.Platform, row.Channel, row.Currency)).OrderBy(group => group.Key.Platform, StringComparer.Ordinal).ThenBy(group => group.Key.Currency, StringComparer.Ordinal))
        {
            var clicked = credits.Where(row => row.Channel == platform.Key.Channel && row.TouchKind == "click").Select(row => row.OrderId).ToHashSet(StringComparer.Ordinal);
            var left = new LinkedList<(DateOnly Day, decimal Net, decimal Share)>(orders
                .Where(order => order.NetCents > 0 && order.Currency == platform.Key.Currency && !clicked.Contains(order.OrderId))
                .OrderBy(order => order.OrderDate).ThenBy(order => order.OrderId, StringComparer.Ordinal)
                .Select(order => (order.OrderDate, order.Net, 1m)));
            var window = (int)Math.Ceiling(measurement.Attribution.Days(TouchKind.View, platform.Key.Platform));
            foreach (var day in platform.GroupBy(row => row.PlatformDate).OrderBy(day => day.Key))
            {
                var (count, value) = (day.Sum(row => row.ClaimsCount), day.Sum(row => row.ClaimsValue));
                var (supported, worth) = Take(left, day.Key, day.Key.AddDays(window), count);
                yield return new()
                {
                    PlatformDate = day.Key,
                    Platform = platform.Key.Platform,
                    Channel = platform.Key.Channel,
                    Currency = platform.Key.Currency,
                    ClaimedCount = count,
                    ClaimedValue = value,
                    SupportedCount = supported,
                    SupportedValue = decimal.Round(Math.Min(value, worth), 2),
                    ExcessCount = count - supported,
                    RunId = run.Id,
                };
            }
        }
    }

    private static (decimal Count, decimal Value) Take(LinkedList<(DateOnly Day, decimal Net, decimal Share)> left, DateOnly first, DateOnly last, decimal claimed)
    {
        while (left.First is { } old && old.Value.Day < first) left.RemoveFirst();
        var (count, value) = (0m, 0m);
        while (count < claimed && left.First is { } next && next.Value.Day <= last)
        {
            var (day, net, whole) = next.Value;
            var share = Math.Min(whole, claimed - count);
            (count, value) = (count + share, value + (share * net));
            if (share == whole) left.RemoveFirst();
            else next.Value = (day, net, whole - share);
        }

        return (count, value);
    }
}
