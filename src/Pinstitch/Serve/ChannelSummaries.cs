using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Measures;

namespace Pinstitch.Serve;

/// <summary>Sums up spend, credit and claims by period, model and channel.</summary>
internal static class ChannelSummaries
{
    public static IEnumerable<ChannelSummary> Make(
        Measurement measurement,
        RunName run,
        IReadOnlyList<FactAdDaily> adDaily,
        IReadOnlyList<FactPlatformConversionDaily> claims,
        IReadOnlyList<FactOrder> orders,
        IReadOnlyList<FactCredit> credits,
        IReadOnlyList<FactOrderUnattributed> unattributed)
    {
        var first = orders.Select(order => order.OrderDate).Concat(adDaily.Select(row => row.PlatformDate)).DefaultIfEmpty(run.Night).Min();
        (string Name, DateOnly From, DateOnly To)[] periods =
        [
            ("all", first, run.Night),
            ("last_7", run.Night.AddDays(-6), run.Night),
            ("previous_7", run.Night.AddDays(-13), run.Night.AddDays(-7)),
        ];
        foreach (var (name, from, to) in periods)
        {
            var spend = adDaily.Where(row => row.PlatformDate >= from && row.PlatformDate <= to)
                .GroupBy(row => row.Channel).ToDictionary(channel => channel.Key, channel => channel.Sum(row => row.SpendMicros) / 1_000_000m);
            var claimed = claims.Where(row => row.PlatformDate >= from && row.PlatformDate <= to)
                .GroupBy(row => row.Channel).ToDictionary(channel => channel.Key, channel => (Orders: channel.Sum(row => row.ClaimsCount), Revenue: channel.Sum(row => row.ClaimsValue)));
            var without = unattributed.Where(row => row.OrderDate >= from && row.OrderDate <= to).ToList();
            foreach (var model in measurement.Attribution.Models)
            {
                var credited = credits.Where(row => row.ModelId == model.Id && row.OrderDate >= from && row.OrderDate <= to)
                    .GroupBy(row => row.Channel)
                    .ToDictionary(channel => channel.Key, channel => (Cents: channel.Sum(row => row.CreditCents), Orders: Shares(channel)));
                credited[Channels.Unattributed] = (without.Sum(row => row.NetCents), without.Count);
                foreach (var channel in Channels.All)
                {
                    var (cents, share) = credited.GetValueOrDefault(channel.Id);
                    var money = spend.GetValueOrDefault(channel.Id);
                    var revenue = Currencies.ToAmount(cents, measurement.Currency);
                    yield return new()
                    {
                        Period = name,
                        FromDate = from,
                        ToDate = to,
                        ModelId = model.Id,
                        WindowId = measurement.Attribution.WindowId,
                        Channel = channel.Id,
                        Currency = measurement.Currency,
                        Spend = money,
                        CreditedRevenue = revenue,
                        CreditedOrders = share,
                        Roas = Formula.Roas(revenue, money),
                        Cpa = Formula.Cpa(money, share),
                        ClaimedOrders = channel.Platform is null ? null : claimed.GetValueOrDefault(channel.Id).Orders,
                        ClaimedRevenue = channel.Platform is null ? null : claimed.GetValueOrDefault(channel.Id).Revenue,
                        RunId = run.Id,
                    };
                }
            }
        }
    }

    /// <summary>Sum of shares to nine places; in decimal, so that it does not depend on the order of adding.</summary>
    private static double Shares(IEnumerable<FactCredit> rows) => (double)rows.Sum(row => decimal.Round((decimal)row.Weight, 12));
}
