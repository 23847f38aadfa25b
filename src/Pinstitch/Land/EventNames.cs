using System.Collections.Frozen;

namespace Pinstitch.Land;

/// <summary>The event names of the contract, version 1. They are those of the field's conversion APIs.</summary>
public static class EventNames
{
    public const string PageVisit = "page_visit";
    public const string Save = "save";
    public const string Checkout = "checkout";
    public const string Lead = "lead";

    /// <summary>A version of an order, as the shop's system of record tells it.</summary>
    public const string Order = "order";

    /// <summary>Money given back on an order.</summary>
    public const string Refund = "refund";

    /// <summary>A contact moved to another stage in the CRM.</summary>
    public const string LeadStage = "lead_stage";

    /// <summary>A name of the shop's own, written <c>custom:name</c>.</summary>
    private const string CustomPrefix = "custom:";

    private static readonly FrozenSet<string> Known = new[]
    {
        PageVisit, "view_content", "view_category", "search", Save, "add_to_cart", "add_to_wishlist", "initiate_checkout",
        "add_payment_info", Checkout, Lead, "signup", "login", "subscribe", "watch_video", Order, Refund, LeadStage,
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    public static bool IsKnown(string name) =>
        Known.Contains(name) || (name.Length > CustomPrefix.Length && name.StartsWith(CustomPrefix, StringComparison.Ordinal));

    /// <summary>Whether the event must say how much money it is about.</summary>
    public static bool NeedsValue(string name) => name is Checkout or Order or Refund;
}
