namespace Pinstitch.Lab.Shop.Reports;

/// <summary>A row of a platform's report as of some instant.</summary>
/// <param name="Day">The platform's day.</param>
/// <param name="Campaign">The campaign; null for the account's total.</param>
/// <param name="Impressions">Paid impressions.</param>
/// <param name="Clicks">Clicks.</param>
/// <param name="Saves">Saves (Pinterest).</param>
/// <param name="SpendMicros">Charged so far, in micros.</param>
/// <param name="Claims">Claimed orders by what the claim rests on: view, save, click.</param>
public sealed record ReportRow(DateOnly Day, Campaign? Campaign, long Impressions, long Clicks, long Saves, long SpendMicros, IReadOnlyList<ClaimSum> Claims)
{
    /// <summary>Place among the campaign's ads; null above them.</summary>
    public int? Ad { get; init; }

    /// <summary>Hour of the platform's day; null where days are not told apart by hours.</summary>
    public int? Hour { get; init; }

    /// <summary>The campaign's only ad group.</summary>
    public string AdGroupId => Campaign is null ? string.Empty : "27" + Campaign.Id[2..];

    public string AdId => Campaign is null || Ad is not { } ad ? string.Empty : Campaign.AdIds[ad];
}
