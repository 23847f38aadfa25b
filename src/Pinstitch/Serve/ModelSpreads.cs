using Pinstitch.Attribute.DataDriven;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>Holds the models of a channel against each other.</summary>
public static class ModelSpreads
{
    /// <param name="measurement">Models in their order, and break-even.</param>
    /// <param name="summaries">Channel summaries of all models; of a run before the configuration changed there may be others.</param>
    /// <returns>A row for each period and channel with spend or credit under any model.</returns>
    public static IEnumerable<FactModelSpread> Make(Measurement measurement, IEnumerable<ChannelSummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        var places = measurement.Attribution.Models.Select((model, place) => (model.Id, place)).ToDictionary(item => item.Id, item => item.place, StringComparer.Ordinal);
        return summaries.GroupBy(row => (row.Period, row.Channel))
            .Select(channel => channel.OrderBy(row => places.GetValueOrDefault(row.ModelId, places.Count)).ThenBy(row => row.ModelId, StringComparer.Ordinal).ToList())
            .Where(rows => rows[0].Spend is not null || rows.Exists(row => row.CreditedRevenue != 0))
            .Select(rows => Row(rows, measurement.Attribution.BreakevenRoas));
    }

    private static FactModelSpread Row(List<ChannelSummary> rows, decimal breakeven)
    {
        var (least, most) = (rows.MinBy(row => row.CreditedRevenue)!, rows.MaxBy(row => row.CreditedRevenue)!);
        var spread = least.Spend is { } spend and > 0 ? ModelSpread.Of([.. rows.Select(row => row.CreditedRevenue / spend)], breakeven) : null;
        return new()
        {
            Period = least.Period,
            FromDate = least.FromDate,
            ToDate = least.ToDate,
            Channel = least.Channel,
            Currency = least.Currency,
            Models = rows.Count,
            LeastModelId = least.ModelId,
            LeastRevenue = least.CreditedRevenue,
            MostModelId = most.ModelId,
            MostRevenue = most.CreditedRevenue,
            SpreadRatio = least.CreditedRevenue > 0 ? (double)(most.CreditedRevenue / least.CreditedRevenue) : null,
            Spend = least.Spend,
            LeastRoas = (double?)spread?.Least,
            MostRoas = (double?)spread?.Most,
            BreakevenRoas = (double)breakeven,
            ModelsAboveBreakeven = spread?.AboveBreakeven,
            Verdict = spread?.Verdict ?? string.Empty,
            RunId = least.RunId,
        };
    }
}
