namespace Pinstitch.Land.Traffic;

/// <summary>An identifier of one of the shop's own people.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Value">The value; of a mail address or telephone number its SHA-256 or itself.</param>
public sealed record StaffIdentifier(IdentifierType Type, string Value)
{
    /// <summary>Reads <c>email:jane@shop.example</c>, <c>customer_id:7001</c>, …; null when it is no such thing.</summary>
    public static StaffIdentifier? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && IdentifierTypes.Find(text[..colon]) is { } type ? new(type, text[(colon + 1)..].Trim()) : null;
    }
}
