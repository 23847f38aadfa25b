namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>A message that the shop's world sends to the pipeline.</summary>
/// <param name="SendAt">Seconds since 1970.</param>
/// <param name="Entrance">By which door.</param>
/// <param name="Key">What must stay in order among themselves: the partition key.</param>
/// <param name="Topic">The webhook's topic, such as <c>orders/create</c>; empty elsewhere.</param>
/// <param name="Body">UTF-8.</param>
/// <param name="IsBroken">Whether it is meant to be rejected.</param>
public sealed record ShopMessage(long SendAt, Entrance Entrance, string Key, string Topic, byte[] Body, bool IsBroken = false)
{
    /// <summary>Whom it is about: part of the truth, known to no door. -1 for nobody.</summary>
    public long Person { get; init; } = -1;
}
