namespace Pinstitch.Collect;

/// <summary>
/// The grains that are collected. Levels do not add up on any platform (deleted entities, Performance Max, thresholds), so
/// each is fetched and kept by itself, and the account's own total is what spend is checked against.
/// </summary>
public static class ReportLevels
{
    public const string Account = "account";
    public const string Campaign = "campaign";
    public const string AdGroup = "ad_group";
    public const string Ad = "ad";

    /// <summary>Beside the ads, not below them: what was shown without a keyword is not in it.</summary>
    public const string Keyword = "keyword";

    /// <summary>From the top down; each may hold less than the one before, never more.</summary>
    public static IReadOnlyList<string> All { get; } = [Account, Campaign, AdGroup, Ad];
}
