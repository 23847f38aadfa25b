using System.Collections.Frozen;

namespace Pinstitch.Land;

/// <summary>The names of identifier types in events and on storage.</summary>
public static class IdentifierTypes
{
    private static readonly (IdentifierType Type, string Name)[] Table =
    [
        (IdentifierType.CustomerId, "customer_id"),
        (IdentifierType.Email, "email"),
        (IdentifierType.Phone, "phone"),
        (IdentifierType.CrmId, "crm_id"),
        (IdentifierType.OrderId, "order_id"),
        (IdentifierType.AnonymousId, "anonymous_id"),
        (IdentifierType.DeviceId, "device_id"),
        (IdentifierType.Epik, "epik"),
        (IdentifierType.Fbclid, "fbclid"),
        (IdentifierType.Gclid, "gclid"),
        (IdentifierType.Ttclid, "ttclid"),
        (IdentifierType.Msclkid, "msclkid"),
        (IdentifierType.ScCid, "sc_cid"),
        (IdentifierType.LiFatId, "li_fat_id"),
    ];

    private static readonly FrozenDictionary<string, IdentifierType> ByName =
        Table.ToFrozenDictionary(item => item.Name, item => item.Type, StringComparer.Ordinal);

    private static readonly byte[][] Utf8Names = [.. Table.Select(item => System.Text.Encoding.UTF8.GetBytes(item.Name))];

    private static readonly byte[][] Utf8Prefixes = [.. Table.Select(item => System.Text.Encoding.UTF8.GetBytes($"{item.Name}|"))];

    /// <summary>What stands before a value of the type when it is hashed.</summary>
    internal static ReadOnlySpan<byte> Utf8Prefix(this IdentifierType type) => Utf8Prefixes[(int)type];

    internal static ReadOnlySpan<byte> Utf8Name(this IdentifierType type) => Utf8Names[(int)type];

    public static string Name(this IdentifierType type) => Table[(int)type].Name;

    /// <summary>Null for a name that is none of ours.</summary>
    public static IdentifierType? Find(string name) => ByName.TryGetValue(name, out var type) ? type : null;

    /// <summary>Whether one such identifier belongs to one person; browsers, devices and clicks may be shared.</summary>
    public static bool IsStrong(this IdentifierType type) => type <= IdentifierType.OrderId;
}
