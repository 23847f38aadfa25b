namespace Pinstitch.Lab.Shop;

/// <summary>What synthetic shop to make. The same plan gives the same shop, to the byte.</summary>
/// <param name="Seed">Any number.</param>
/// <param name="People">How many people could buy, 1 to 10,000,000.</param>
/// <param name="FirstDay">First day, UTC.</param>
/// <param name="Days">How many days.</param>
public sealed record ShopPlan(ulong Seed, int People, DateOnly FirstDay, int Days)
{
    /// <summary>The shop of the demo.</summary>
    public static ShopPlan Demo { get; } = new(20260901, 5_000, new(2026, 9, 1), 60);

    /// <summary>Seconds since 1970 at which the shop opens.</summary>
    public long Start => new DateTimeOffset(FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>Seconds since 1970 after its last day.</summary>
    public long End => Start + (Days * 86400L);

    /// <summary>Seconds since 1970 at which the last day ends in the shop's own zone: what a nightly run for that day reaches to.</summary>
    public long Night
    {
        get
        {
            var midnight = LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(Catalogue.Zone).GetUtcOffset(midnight)).ToUnixTimeSeconds();
        }
    }

    public DateOnly LastDay => FirstDay.AddDays(Days - 1);
}
