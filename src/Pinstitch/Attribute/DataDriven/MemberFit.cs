namespace Pinstitch.Attribute.DataDriven;

/// <summary>What the data-driven models say of one channel, campaign or ad. Values in minor units, not rounded.</summary>
/// <param name="Member">Its name.</param>
/// <param name="RemovalEffect">Share of conversions that would be lost without it, by the chain.</param>
/// <param name="MarkovConversions">Removal effects scaled to all conversions.</param>
/// <param name="MarkovValue">Value effects scaled to all value.</param>
/// <param name="ShapleyConversions">Shapley value.</param>
/// <param name="ShapleyValue">The same of value.</param>
/// <param name="Assists">Participation.</param>
/// <param name="MarkovInterval">Of <paramref name="MarkovValue"/>; null without a bootstrap.</param>
/// <param name="ShapleyInterval">Of <paramref name="ShapleyValue"/>; null without a bootstrap.</param>
public sealed record MemberFit(
    string Member,
    double RemovalEffect,
    double MarkovConversions,
    double MarkovValue,
    double ShapleyConversions,
    double ShapleyValue,
    Assists Assists,
    CreditInterval? MarkovInterval,
    CreditInterval? ShapleyInterval);
