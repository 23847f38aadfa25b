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

    /// <summary>Beside the ads too: groups of a catalogue's products, of shopping ads alone.</summary>
    public const string ProductGroup = "product_group";

    /// <summary>From the top down; each may hold less than the one before, never more.</summary>
    public static IReadOnlyList<string> All { get; } = [Account, Campaign, AdGroup, Ad];

    /// <summary>The level below another, down to that of a report's rows: entities below those would cut its rows into pieces.</summary>
    /// <param name="level">A level of <see cref="All"/>.</param>
    /// <param name="rows">Level of the rows.</param>
    /// <returns>Null when there is none.</returns>
    public static string? Below(string level, string rows)
    {
        var levels = All.ToList();
        var below = levels.IndexOf(level) + 1;
        return below > 0 && below <= levels.IndexOf(rows) ? levels[below] : null;
    }
}
