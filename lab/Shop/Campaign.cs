namespace Pinstitch.Lab.Shop;

/// <summary>
/// A campaign of the synthetic shop with all that is true about it: how often it is seen, what people do then, and how
/// much each of these really changes whether they buy.
/// </summary>
/// <param name="Index">Place in the catalogue.</param>
/// <param name="Platform">Whose campaign it is.</param>
/// <param name="Id">The platform's number.</param>
/// <param name="Name">As the platform shows it.</param>
/// <param name="AdIds">The platform's numbers of its ads.</param>
/// <param name="DailyReach">Impressions a day that a person who uses the platform normally sees.</param>
/// <param name="ClickRate">Clicks per impression.</param>
/// <param name="SaveRate">Saves per impression.</param>
/// <param name="MicrosPerImpression">Charged for an impression, in millionths of a euro.</param>
/// <param name="MicrosPerClick">Charged for a click.</param>
/// <param name="ViewEffect">Probability that a view leads to a purchase that would not have been.</param>
/// <param name="ClickEffect">The same for a click.</param>
/// <param name="SaveEffect">The same for a save.</param>
/// <param name="Lag">How long such a purchase takes.</param>
/// <param name="Audience">Who sees it.</param>
public sealed record Campaign(
    int Index,
    Channel Platform,
    string Id,
    string Name,
    string[] AdIds,
    double DailyReach,
    double ClickRate,
    double SaveRate,
    long MicrosPerImpression,
    long MicrosPerClick,
    double ViewEffect,
    double ClickEffect,
    double SaveEffect,
    Lag Lag,
    Audience Audience);
