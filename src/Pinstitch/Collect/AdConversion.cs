namespace Pinstitch.Collect;

/// <summary>
/// Conversions that an ad platform claims for one entity and day. A claim is the platform's own view: claims of several
/// platforms overlap and are never added.
/// </summary>
public sealed record AdConversion
{
    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    public required string Level { get; init; }

    public string? CampaignId { get; init; }

    public string? AdGroupId { get; init; }

    public string? AdId { get; init; }

    public string CutType { get; init; } = ReportCuts.None;

    public string? CutValue { get; init; }

    /// <summary>The platform's day of the ad's action or of the conversion: see <see cref="ReportTime"/>.</summary>
    public required DateOnly Date { get; init; }

    public int? Hour { get; init; }

    /// <summary>Canonical: <c>purchase</c>, <c>lead</c>, <c>signup</c> and so on; <c>all</c> for the platform's sum of everything.</summary>
    public required string ConversionType { get; init; }

    /// <summary>The platform's own name for it.</summary>
    public string ConversionName { get; init; } = string.Empty;

    /// <summary><c>web</c>, <c>app</c>, <c>offline</c>, <c>onsite</c>, or <c>all</c>.</summary>
    public string Channel { get; init; } = "all";

    /// <summary>What the claim rests on: <c>click</c>, <c>engagement</c>, <c>engaged_view</c>, <c>view</c>, or <c>total</c> where it is not told apart.</summary>
    public required string Touch { get; init; }

    /// <summary>The platform's window in words, such as <c>30/30/1</c>.</summary>
    public required string Window { get; init; }

    /// <summary>Days after a click; null where the platform does not say, as in the next two.</summary>
    public int? WindowClick { get; init; }

    public int? WindowEngagement { get; init; }

    public int? WindowView { get; init; }

    /// <summary>Whether the day is that of the ad's action or of the conversion: <see cref="ReportTimes"/>.</summary>
    public string ReportTime { get; init; } = ReportTimes.AdAction;

    /// <summary>The platform's name for how it credits.</summary>
    public string AttributionModel { get; init; } = string.Empty;

    /// <summary>May be fractional: platforms model.</summary>
    public required decimal Count { get; init; }

    /// <summary>In millionths of the account's currency.</summary>
    public required long ValueMicros { get; init; }

    /// <summary>In units of the account's currency.</summary>
    public decimal Value { get; init; }

    public required string Currency { get; init; }

    /// <summary>Pieces sold; null where the platform does not say.</summary>
    public decimal? Items { get; init; }

    /// <summary><c>true</c>, <c>false</c> or <c>unknown</c>.</summary>
    public string IsModelled { get; init; } = "unknown";

    /// <summary>Whether the row says again what other rows say (a sum of them, or a part of one): it is left out of sums.</summary>
    public bool IsTotal { get; init; }

    /// <summary>False while the platform may still change the day.</summary>
    public bool IsFinal { get; init; }

    public int RestatementNo { get; init; }

    /// <summary>Whether it counts towards what a platform is said to claim: purchases, each once.</summary>
    public bool IsHeadline => ConversionType == ConversionTypes.Purchase && !IsTotal;
}
