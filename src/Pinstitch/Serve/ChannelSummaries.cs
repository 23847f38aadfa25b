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
        var lags = Lags(measurement.Attribution, run.Night, credits);
        foreach (var (name, from, to) in periods)
        {
            var spend = adDaily.Where(row => row.PlatformDate >= from && row.PlatformDate <= to).ToLookup(row => row.Channel);
            var claimed = claims.Where(row => row.PlatformDate >= from && row.PlatformDate <= to)
                .GroupBy(row => row.Channel).ToDictionary(channel => channel.Key, channel => (Orders: channel.Sum(row => row.ClaimsCount), Revenue: channel.Sum(row => row.ClaimsValue)));
            var without = unattributed.Where(row => row.OrderDate >= from && row.OrderDate <= to).ToList();
            foreach (var model in measurement.Attribution.Models)
            {
                var credited = credits.Where(row => row.ModelId == model.Id && row.OrderDate >= from && row.OrderDate <= to)
                    .GroupBy(row => row.Channel)
                    .ToDictionary(channel => channel.Key, channel => (Cents: channel.Sum(row => row.CreditCents), Orders: Shares(channel), Squares: Squares(channel, measurement.Currency)));
                credited[Channels.Unattributed] = (without.Sum(row => row.NetCents), without.Count, 0);
                foreach (var channel in Channels.All)
                {
                    var (cents, share, squares) = credited.GetValueOrDefault(channel.Id);
                    decimal? money = spend[channel.Id].Any() ? spend[channel.Id].Sum(row => row.SpendMicros) / 1_000_000m : null;
                    var revenue = Currencies.ToAmount(cents, measurement.Currency);
                    var interval = Formula.RoasInterval(revenue, squares, money);
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
                        RoasLow = interval?.Low,
                        RoasHigh = interval?.High,
                        Cpa = Formula.Cpa(money, share),
                        Maturity = lags.GetValueOrDefault(model.Id)?.Maturity(spend[channel.Id].Select(row => (row.PlatformDate, row.Spend)), run.Night),
                        ClaimedOrders = money is null ? null : claimed.GetValueOrDefault(channel.Id).Orders,
                        ClaimedRevenue = money is null ? null : claimed.GetValueOrDefault(channel.Id).Revenue,
                        RunId = run.Id,
                    };
                }
            }
        }
    }

    /// <summary>Each model's lag from ad to order, learned from touches whose whole window is known.</summary>
    public static IReadOnlyDictionary<string, LagCurve> Lags(AttributionSettings settings, DateOnly night, IEnumerable<FactCredit> credits)
    {
        double[] windows = [settings.ClickDays, settings.SaveDays, settings.ViewDays, .. settings.Platforms.SelectMany(own => new[] { own.ClickDays, own.SaveDays, own.ViewDays })];
        var window = (int)Math.Ceiling(windows.Max());
        var paid = Channels.All.Where(channel => channel.IsPaid).Select(channel => channel.Id).ToHashSet();
        return credits
            .Where(row => paid.Contains(row.Channel) && row.ClickDate.AddDays(window) <= night)
            .GroupBy(row => row.ModelId, StringComparer.Ordinal)
            .Select(model => (model.Key, Curve: LagCurve.Of(model.Select(row => (Math.Max(0, row.OrderDate.DayNumber - row.ClickDate.DayNumber), row.CreditCents)))))
            .Where(model => model.Curve is not null)
            .ToDictionary(model => model.Key, model => model.Curve!, StringComparer.Ordinal);
    }

    /// <summary>Sum of shares to twelve places; in decimal, so that it does not depend on the order of adding.</summary>
    private static double Shares(IEnumerable<FactCredit> rows) => (double)rows.Sum(row => decimal.Round((decimal)row.Weight, 12));

    /// <summary>Sum of the squares of what the channel gets of each order; in decimal for the same reason.</summary>
    private static double Squares(IEnumerable<FactCredit> rows, string currency) => (double)rows
        .GroupBy(row => row.OrderId, StringComparer.Ordinal)
        .Select(order => Currencies.ToAmount(order.Sum(row => row.CreditCents), currency))
        .Sum(amount => amount * amount);
}
