namespace Pinstitch.Lab.Shop;

/// <summary>What a stream of random numbers is for. Adding one at the end leaves all others as they are.</summary>
public enum Purpose
{
    Person,
    Impressions,
    Effects,
    Mails,
    BaseDemand,
    Browsing,
    Closing,
    Basket,
    Sequel,
    Lead,
    Cookies,
    Pages,
    Claims,
    Platform,
    Delivery,
    Broken,
}
