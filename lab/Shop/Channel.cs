namespace Pinstitch.Lab.Shop;

/// <summary>Where a visit of the synthetic shop comes from.</summary>
public enum Channel
{
    PinterestAds,
    MetaAds,
    GoogleAds,
    PinterestOrganic,
    Email,
    OrganicSearch,
    Direct,
}
