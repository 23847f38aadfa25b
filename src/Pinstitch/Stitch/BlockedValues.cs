using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Values that stand for nothing and tie strangers together. Landing drops most of them; here they are found once more by their
/// keys, hashed or not, so that imports and what landed before a value was known are covered too.
/// </summary>
/// <remarks>Joins the published lists of Segment, PostHog and Adobe (facts/identity.md §4) with values seen in shops.</remarks>
internal static class BlockedValues
{
    private static readonly string[] Values =
    [
        "-", "0", "-1", "null", "none", "nil", "undefined", "nan", "unknown", "n/a", "na", "empty", "invalid", "anonymous", "guest", "anon",
        "user", "id", "email", "phone", "distinct_id", "distinctid", "not_authenticated", "true", "false", "[object object]", "(not set)", "(none)", "test",
        "00000000-0000-0000-0000-000000000000", "00000000000000000000000000000000", "0000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "test@test.com", "test@example.com", "test@gmail.com", "a@a.com", "none@none.com", "na@na.com",
        "null@null.com", "guest@guest.com", "no-reply@example.com", "noreply@noreply.com", "no@email.com", "noemail@noemail.com", "email@example.com",
    ];

    private static readonly string[] Spellings = ["NULL", "None", "Null", "NaN", "N/A", "Undefined", "Unknown", "Anonymous", "Guest", "[object Object]", "TRUE", "FALSE"];

    /// <summary>Every value as every type of identifier, in clear and as its hash.</summary>
    public static IEnumerable<Identifier> Of(Pseudonyms pseudonyms) =>
        from value in Values.Concat(Spellings)
        from type in Enum.GetValues<IdentifierType>()
        from form in new[] { value, PersonalData.Hash(value) }
        select pseudonyms.For(type, form);
}
