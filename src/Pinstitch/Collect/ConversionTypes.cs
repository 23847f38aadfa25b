namespace Pinstitch.Collect;

/// <summary>Canonical names of what happened; platforms' own names are mapped to them by their field tables.</summary>
public static class ConversionTypes
{
    public const string Purchase = "purchase";
    public const string Lead = "lead";
    public const string Signup = "signup";
    public const string AddToCart = "add_to_cart";
    public const string InitiateCheckout = "initiate_checkout";
    public const string AddPaymentInfo = "add_payment_info";
    public const string PageVisit = "page_visit";
    public const string ViewContent = "view_content";
    public const string ViewCategory = "view_category";
    public const string Search = "search";
    public const string AddToWishlist = "add_to_wishlist";
    public const string Subscribe = "subscribe";
    public const string AppInstall = "app_install";
    public const string WatchVideo = "watch_video";
    public const string Unknown = "unknown";

    /// <summary>The platform's sum over everything it counts as a conversion.</summary>
    public const string All = "all";

    /// <summary>A conversion that the advertiser has defined.</summary>
    public static string Custom(string name) => "custom:" + name;
}
