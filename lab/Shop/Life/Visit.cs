namespace Pinstitch.Lab.Shop.Life;

/// <summary>A visit to the site.</summary>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Device">Place in the person's devices.</param>
/// <param name="Channel">What brought the person.</param>
/// <param name="Campaign">Place in the catalogue, -1 for none.</param>
/// <param name="Ad">Place among the campaign's ads, -1 for none.</param>
/// <param name="Order">The order placed in the visit; null for none.</param>
public sealed record Visit(long Time, int Device, Channel Channel, int Campaign, int Ad, ShopOrder? Order);
