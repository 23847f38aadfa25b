using System.Diagnostics.CodeAnalysis;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// An identifier as people write it in rules: <c>email:anna@shop.example</c>, <c>email_sha256:…</c> (64 hex digits), <c>device_id:…</c>, or
/// <c>pseudonym:email:…</c> with the 32 hex digits that files and logs show.
/// </summary>
public static class NamedIdentifier
{
    private const string Pseudonym = "pseudonym:";
    private const string Hashed = "_sha256";

    /// <summary>What is wrong with the text; null when it is right.</summary>
    public static string? Mistake(string text) => TryRead(text, null, out _, out var mistake) ? null : mistake;

    /// <exception cref="FormatException">The text is no identifier; the message says why.</exception>
    public static Identifier Read(string text, Pseudonyms pseudonyms) =>
        TryRead(text, pseudonyms, out var identifier, out var mistake) ? identifier : throw new FormatException(mistake);

    private static bool TryRead(string text, Pseudonyms? pseudonyms, out Identifier identifier, [NotNullWhen(false)] out string? mistake)
    {
        (identifier, mistake) = (default, null);
        if (text.StartsWith(Pseudonym, StringComparison.Ordinal))
        {
            try
            {
                identifier = Identifier.Parse(text[Pseudonym.Length..]);
                return true;
            }
            catch (FormatException e)
            {
                mistake = e.Message;
                return false;
            }
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? string.Empty : text[..colon];
        var isHashed = name.EndsWith(Hashed, StringComparison.Ordinal);
        if (IdentifierTypes.Find(isHashed ? name[..^Hashed.Length] : name) is not { } type || (isHashed && !IsPersonal(type)))
        {
            mistake = $"'{text}' is no identifier: write type:value, such as customer_id:1001, email:anna@shop.example or email_sha256 and its hash.";
            return false;
        }

        if (Normal(type, isHashed, text[(colon + 1)..]) is not { } value)
        {
            mistake = $"'{name}' has a value that such an identifier cannot have, or that is taken out anyway.";
            return false;
        }

        identifier = pseudonyms?.For(type, value) ?? default;
        return true;
    }

    private static bool IsPersonal(IdentifierType type) => type is IdentifierType.Email or IdentifierType.Phone;

    private static string? Normal(IdentifierType type, bool isHashed, string value)
    {
        if (isHashed) return PersonalData.AcceptHash(value);
        if (!IsPersonal(type)) return value.Length is > 0 and <= 1024 ? value : null;
        var normal = type == IdentifierType.Email ? PersonalData.NormaliseEmail(value) : PersonalData.NormalisePhone(value);
        return normal is null ? null : PersonalData.Hash(normal);
    }
}
