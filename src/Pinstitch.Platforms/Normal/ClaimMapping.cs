using System.Text;
using Pinstitch.Collect;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>The claims of a row: every type, channel, touch and window that the platform names, with the overlapping ones marked.</summary>
internal sealed class ClaimMapping(ReportContext context, ColumnMap columns)
{
    private readonly Dictionary<ClaimKey, (decimal Count, decimal Value, decimal? Items)> found = [];

    public IReadOnlyList<AdConversion> Map(FlatRow row, AdDelivery keys)
    {
        found.Clear();
        for (var place = 0; place < row.Count; place++)
        {
            if (columns[row.Name(place)] is not { Role: FieldRole.Claim, Claim: { } claim } field || (field.IsFallback && IsSaid(row, field))) continue;
            if (RowMapping.Scaled(row, place, field, columns) is not { } number || number == 0) continue;
            var sum = found.GetValueOrDefault(claim);
            found[claim] = field.Part switch
            {
                ClaimPart.Count => sum with { Count = sum.Count + number },
                ClaimPart.Value => sum with { Value = sum.Value + number },
                _ => sum with { Items = (sum.Items ?? 0) + number },
            };
        }

        foreach (var claim in found.Keys.Where(claim => claim.IsFallback).ToList())
        {
            if (found.Keys.Any(other => !other.IsFallback && other.Name == claim.Name)) found.Remove(claim);
        }

        if (found.Count == 0) return [];
        var (type, name) = Named(row);
        return
        [
            .. found
                .Select(claim => Conversion(keys, claim.Key, claim.Value, type, name))
                .OrderBy(row => row.ConversionType, StringComparer.Ordinal)
                .ThenBy(row => row.ConversionName, StringComparer.Ordinal)
                .ThenBy(row => row.Channel, StringComparer.Ordinal)
                .ThenBy(row => row.Touch, StringComparer.Ordinal)
                .ThenBy(row => row.Window, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether another column of the row says the same as one that counts only where none does.</summary>
    private bool IsSaid(FlatRow row, Field field)
    {
        for (var place = 0; place < row.Count; place++)
        {
            if (columns[row.Name(place)] is { Role: FieldRole.Claim, IsFallback: false } other && other.Part == field.Part && other.Claim == field.Claim) return true;
        }

        return false;
    }

    private AdConversion Conversion(AdDelivery keys, ClaimKey claim, (decimal Count, decimal Value, decimal? Items) sum, string? type, string? name)
    {
        var window = claim.Window ?? context.Kind.Window;
        return new()
        {
            Platform = keys.Platform,
            AccountId = keys.AccountId,
            Level = keys.Level,
            CampaignId = keys.CampaignId,
            AdGroupId = keys.AdGroupId,
            AdId = keys.AdId,
            CutType = keys.CutType,
            CutValue = keys.CutValue,
            Date = keys.Date,
            Hour = keys.Hour,
            ConversionType = type ?? claim.Type,
            ConversionName = name ?? claim.Name,
            Channel = claim.Channel,
            Touch = claim.Touch,
            Window = claim.WindowName ?? context.Kind.Window?.ToString() ?? context.Platform.Descriptor.Window,
            WindowClick = window?.Click,
            WindowEngagement = window?.Engagement,
            WindowView = window?.View,
            ReportTime = context.Kind.ReportTime,
            AttributionModel = claim.Model ?? context.Platform.Descriptor.AttributionModel,
            Count = decimal.Round(sum.Count, 6),
            ValueMicros = RowMapping.Micros(sum.Value),
            Value = decimal.Round(sum.Value, 6),
            Currency = keys.Currency,
            Items = sum.Items,
            IsModelled = decimal.IsInteger(sum.Count) ? "unknown" : "true",
            IsTotal = claim.IsTotal || IsContained(claim),
            IsFinal = keys.IsFinal,
            RestatementNo = keys.RestatementNo,
        };
    }

    /// <summary>Whether a type that contains this one is in the same row.</summary>
    private bool IsContained(ClaimKey claim) => claim.Rank > 0 && found.Keys.Any(other =>
        other.Rank > 0 && other.Rank < claim.Rank && !other.IsTotal
        && (other.Type, other.Touch, other.WindowName, other.Model) == (claim.Type, claim.Touch, claim.WindowName, claim.Model));

    /// <summary>Type and name where claims are rows of their own; nulls where they are columns.</summary>
    private (string? Type, string? Name) Named(FlatRow row)
    {
        var (type, name) = (columns.Find(row, FieldRole.ClaimType), columns.Find(row, FieldRole.ClaimName));
        if (type < 0 && name < 0) return (null, null);
        var native = name < 0 ? null : Encoding.UTF8.GetString(row.Value(name));
        return (columns.Table.TypeOf?.Invoke(type < 0 ? null : Encoding.UTF8.GetString(row.Value(type)), native), native);
    }
}
