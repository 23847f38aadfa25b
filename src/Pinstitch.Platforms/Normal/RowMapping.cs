using System.Text;
using Pinstitch.Collect;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>Brings flat rows into normal form by the field table. Pure: the same row gives the same records.</summary>
internal sealed class RowMapping(ReportContext context, ColumnMap columns)
{
    private readonly RowKey key = new(columns, context.Kind.IsHourly);
    private readonly ClaimMapping claims = new(context, columns);
    private readonly NameTable texts = new();
    private readonly decimal?[] measures = new decimal?[Enum.GetValues<Measure>().Length];
    private readonly decimal?[] fallbacks = new decimal?[Enum.GetValues<Measure>().Length];
    private readonly bool[] told = new bool[Enum.GetValues<Measure>().Length];
    private readonly List<(Measure Measure, decimal? Share)> shares = [];
    private readonly bool[] offered = Offered(columns.Table);
    private readonly SortedDictionary<string, (CellKind Kind, byte[] Value)> extra = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A value is not what its column must hold.</exception>
    public NormalRow Map(FlatRow row, bool isFinal, int restatement)
    {
        var date = key.Day(row);
        var currency = Text(row, FieldRole.Currency) ?? context.Account.Currency;
        var delivery = Delivery(row, date, currency, isFinal, restatement);
        return new(date, context.Kind.WithDelivery ? delivery : null, claims.Map(row, delivery));
    }

    /// <summary>The spend of a row in micros.</summary>
    public static long SpendMicros(FlatRow row, ColumnMap columns)
    {
        var (spend, fallback) = ((decimal?)null, (decimal?)null);
        for (var place = 0; place < row.Count; place++)
        {
            if (columns[row.Name(place)] is not { Role: FieldRole.Measure, Measure: Measure.Spend } field) continue;
            if (Scaled(row, place, field, columns) is not { } amount) continue;
            if (field.IsFallback) fallback = amount;
            else spend = (spend ?? 0) + amount;
        }

        return Micros(spend ?? fallback ?? 0);
    }

    internal static decimal? Scaled(FlatRow row, int place, Field field, ColumnMap columns)
    {
        try
        {
            return RowValue.Number(row.Kind(place), row.Value(place)) * field.Scale;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new FormatException($"{columns.Name(row.Name(place))}: {e.Message}", e);
        }
    }

    internal static long Micros(decimal amount) => decimal.ToInt64(decimal.Round(amount * 1_000_000m));

    private AdDelivery Delivery(FlatRow row, DateOnly date, string currency, bool isFinal, int restatement)
    {
        Collect(row);
        var spend = measures[(int)Measure.Spend] ?? 0;
        var rate = context.Rates.Find(currency, date);
        var hour = key.Hour(row);
        return new()
        {
            Platform = context.Account.Platform,
            AccountId = context.Account.Id,
            Level = context.Kind.Level,
            CampaignId = Text(row, FieldRole.CampaignId),
            CampaignName = Text(row, FieldRole.CampaignName),
            AdGroupId = Text(row, FieldRole.AdGroupId),
            AdGroupName = Text(row, FieldRole.AdGroupName),
            AdId = Text(row, FieldRole.AdId),
            AdName = Text(row, FieldRole.AdName),
            CutType = Text(row, FieldRole.CutType) ?? columns.Table.CutType ?? ReportCuts.None,
            CutValue = columns.Table.CutColumns.Count == 0 ? Text(row, FieldRole.CutValue) : string.Join('&', columns.Cut(row).Select(place => place < 0 ? string.Empty : Encoding.UTF8.GetString(row.Value(place)))),
            Date = date,
            Hour = hour < 0 ? null : hour,
            TimeZone = Text(row, FieldRole.TimeZone) ?? context.TimeZone,
            DateBasis = context.DateBasis,
            Currency = currency,
            SpendMicros = Micros(spend),
            Spend = decimal.Round(spend, 6),
            SpendCredits = measures[(int)Measure.SpendCredits],
            SpendRc = rate is { } known ? decimal.Round(spend * known.Rate, 6) : null,
            FxRate = rate?.Rate,
            FxDate = rate?.Day,
            ReportingCurrency = context.Rates.Currency,
            Impressions = Whole(Measure.Impressions),
            ImpressionsEarned = Whole(Measure.ImpressionsEarned),
            Clicks = Whole(Measure.Clicks),
            ClicksEarned = Whole(Measure.ClicksEarned),
            LinkClicks = Whole(Measure.LinkClicks),
            OutboundClicks = Whole(Measure.OutboundClicks),
            OutboundClicksEarned = Whole(Measure.OutboundClicksEarned),
            Saves = Whole(Measure.Saves),
            SavesEarned = Whole(Measure.SavesEarned),
            Engagements = Whole(Measure.Engagements),
            EngagementsEarned = Whole(Measure.EngagementsEarned),
            Likes = Whole(Measure.Likes),
            Comments = Whole(Measure.Comments),
            Shares = Whole(Measure.Shares),
            Follows = Whole(Measure.Follows),
            Reach = Whole(Measure.Reach),
            Frequency = measures[(int)Measure.Frequency],
            VideoStarts = Whole(Measure.VideoStarts),
            VideoViews = Whole(Measure.VideoViews),
            VideoViews3S = Whole(Measure.VideoViews3S),
            VideoP25 = Whole(Measure.VideoP25),
            VideoP50 = Whole(Measure.VideoP50),
            VideoP75 = Whole(Measure.VideoP75),
            VideoP95 = Whole(Measure.VideoP95),
            VideoP100 = Whole(Measure.VideoP100),
            VideoThruplays = Whole(Measure.VideoThruplays),
            VideoWatchSAvg = measures[(int)Measure.VideoWatchSAvg],
            Extra = ExtraColumns.Write(extra),
            IsFinal = isFinal,
            RestatementNo = restatement,
        };
    }

    private void Collect(FlatRow row)
    {
        Array.Clear(fallbacks);
        Array.Clear(told);
        for (var measure = 0; measure < measures.Length; measure++)
            measures[measure] = offered[measure] && columns.Table.LeavesZerosOut ? 0 : null;
        extra.Clear();
        shares.Clear();
        for (var place = 0; place < row.Count; place++)
        {
            switch (columns[row.Name(place)])
            {
                case null or { Role: FieldRole.Extra }:
                    Keep(row, place);
                    break;
                case { Role: FieldRole.Measure, IsShare: true } field:
                    shares.Add((field.Measure, Scaled(row, place, field, columns)));
                    Keep(row, place);
                    break;
                case { Role: FieldRole.Measure, IsFallback: true } field:
                    fallbacks[(int)field.Measure] = Scaled(row, place, field, columns);
                    break;
                case { Role: FieldRole.Measure } field:
                    told[(int)field.Measure] = true;
                    // Two columns of one measure (web and app, say) are parts of it.
                    if (Scaled(row, place, field, columns) is { } number) measures[(int)field.Measure] = (measures[(int)field.Measure] ?? 0) + number;
                    else measures[(int)field.Measure] = null;
                    break;
            }
        }

        foreach (var (measure, share) in shares) measures[(int)measure] = share * measures[(int)Measure.Impressions];
        for (var measure = 0; measure < measures.Length; measure++)
        {
            if (!told[measure] && fallbacks[measure] is { } number) measures[measure] = number;
        }
    }

    private void Keep(FlatRow row, int place) => extra[columns.Name(row.Name(place))] = (row.Kind(place), row.Value(place).ToArray());

    private long? Whole(Measure measure) => measures[(int)measure] is { } number ? decimal.ToInt64(decimal.Round(number)) : null;

    private string? Text(FlatRow row, FieldRole role)
    {
        var place = columns.Find(row, role);
        if (place < 0 || row.Kind(place) == CellKind.Null || row.Value(place).IsEmpty) return null;
        if (row.Kind(place) == CellKind.Json || row.Value(place).StartsWith("urn:"u8)) return Urn(Encoding.UTF8.GetString(row.Value(place)));
        return texts.Count < 200_000 ? texts[texts.Number(row.Value(place))] : Encoding.UTF8.GetString(row.Value(place));
    }

    /// <summary>The number at the end of <c>["urn:li:sponsoredCampaign:123"]</c>.</summary>
    private static string Urn(string list) => list.Trim('[', ']', '"', ' ') is var urn && urn.LastIndexOf(':') is >= 0 and var at ? urn[(at + 1)..] : urn;

    private static bool[] Offered(FieldTable table)
    {
        var offered = new bool[Enum.GetValues<Measure>().Length];
        foreach (var field in table.Fields.Values)
        {
            // People reached cannot be added, so a missing number is not none.
            if (field is { Role: FieldRole.Measure, IsShare: false, Measure: not (Measure.Reach or Measure.Frequency or Measure.VideoWatchSAvg) }) offered[(int)field.Measure] = true;
        }

        return offered;
    }
}
