namespace Pinstitch.Lab.Shop;

/// <summary>Who sees a campaign.</summary>
public enum Audience
{
    Everybody,

    /// <summary>Who was on the site within the last 14 days.</summary>
    RecentVisitors,

    /// <summary>Who searches for the shop by name: seen only on the way to it, and changes nothing.</summary>
    BrandSearch,
}
