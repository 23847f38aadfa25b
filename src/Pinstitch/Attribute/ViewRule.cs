namespace Pinstitch.Attribute;

/// <summary>
/// What an ad view counts for. Beside clicks its weight is <c>Weight × 2^(−age ÷ half-life)</c> of a click's, and all views
/// of an order get at most <c>MostShare</c> of it; an order with views alone is theirs in full.
/// </summary>
/// <param name="Use">When views count in models that split.</param>
/// <param name="Weight">Weight at age 0, above 0 and at most 1.</param>
/// <param name="HalfLifeDays">Days in which the weight halves; 0 for never.</param>
/// <param name="MostShare">Cap on all views of an order together, above 0 and at most 1.</param>
public sealed record ViewRule(ViewUse Use = ViewUse.OnlyIfNoClick, decimal Weight = 0.5m, double HalfLifeDays = 7, decimal MostShare = 1);
