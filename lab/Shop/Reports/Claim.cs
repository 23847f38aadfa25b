using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Reports;

/// <summary>An order that a platform claims for one of its ads.</summary>
/// <param name="Campaign">Place in the catalogue.</param>
/// <param name="Ad">Place among the campaign's ads.</param>
/// <param name="ActionTime">When the ad's action was, in seconds since 1970; the platform books the claim on that day.</param>
/// <param name="KnownAt">Since when the platform shows it.</param>
/// <param name="Kind">What the claim rests on.</param>
/// <param name="Count">One order, or a part of one where the platform models.</param>
/// <param name="Cents">The value that the platform was told; it hears nothing of refunds.</param>
public readonly record struct Claim(int Campaign, short Ad, long ActionTime, long KnownAt, AdActionKind Kind, decimal Count, long Cents);
