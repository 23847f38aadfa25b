namespace Pinstitch.Lab.Shop.Life;

/// <summary>What somebody did with an ad, as the platform knows it.</summary>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Campaign">Place in the catalogue.</param>
/// <param name="Ad">Place among the campaign's ads.</param>
/// <param name="Kind">View, save or click.</param>
public readonly record struct AdAction(long Time, short Campaign, short Ad, AdActionKind Kind);
