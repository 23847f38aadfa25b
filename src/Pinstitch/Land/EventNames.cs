using System.Collections.Frozen;

namespace Pinstitch.Land;

/// <summary>The event names of the contract, version 1. They are those of the field's conversion APIs.</summary>
public static class EventNames
{
    public const string PageVisit = "page_visit";
    public const string Save = "save";
    public const string Checkout = "checkout";
    public const string Lead = "lead";

    /// <summary>Somebody saw an ad without a click, as an ad server or a panel tells it per person; <c>utm</c> says whose ad. Platforms tell views in sums only.</summary>
    public const string AdView = "ad_view";

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
        PageVisit, "view_content", "view_category", "search", Save, "add_to_cart", "remove_from_cart", "view_cart", "add_to_wishlist",
        "customize_product", "initiate_checkout", "add_payment_info", Checkout, Lead, "signup", "login", "subscribe", "start_trial", "contact",
        "schedule", "find_location", "submit_application", "download", "donate", "watch_video", "app_install", "app_open", AdView, Order, Refund, LeadStage,
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    private static readonly (byte[] Bytes, string Name)[][] ByLength = [.. Enumerable.Range(0, 32).Select(length =>
        Known.Where(name => name.Length == length).Select(name => (System.Text.Encoding.UTF8.GetBytes(name), name)).ToArray())];

    /// <summary>The name that stands in UTF-8 bytes; null when it is none of the contract.</summary>
    internal static string? Find(ReadOnlySpan<byte> bytes)
    {
        foreach (var (known, name) in bytes.Length < ByLength.Length ? ByLength[bytes.Length] : [])
        {
            if (bytes.SequenceEqual(known)) return name;
        }

        return bytes.Length > CustomPrefix.Length && bytes.StartsWith("custom:"u8) ? TextScrub.Id(System.Text.Encoding.UTF8.GetString(bytes)) : null;
    }

    public static bool IsKnown(string name) =>
        Known.Contains(name) || (name.Length > CustomPrefix.Length && name.StartsWith(CustomPrefix, StringComparison.Ordinal));

    /// <summary>Whether the event must say how much money it is about.</summary>
    public static bool NeedsValue(string name) => name is Checkout or Order or Refund;
}
