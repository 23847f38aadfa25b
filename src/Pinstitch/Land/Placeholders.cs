using System.Collections.Frozen;

namespace Pinstitch.Land;

/// <summary>
/// Values that stand for "nothing" or "a test" and would tie strangers together if they were taken for identifiers. The
/// list joins those that Segment, PostHog and Adobe publish (facts/identity.md §4) with the mail addresses seen in shops.
/// </summary>
public static class Placeholders
{
    private static readonly FrozenSet<string> Values = new[]
    {
        string.Empty, "-", "0", "-1", "null", "none", "nil", "undefined", "nan", "unknown", "n/a", "na", "empty", "invalid",
        "anonymous", "guest", "anon", "user", "id", "email", "distinct_id", "distinctid", "not_authenticated", "true", "false",
        "[object object]", "(not set)", "(none)", "test", "00000000-0000-0000-0000-000000000000", "0000000000",
        "test@test.com", "test@example.com", "none@none.com", "null@null.com", "guest@guest.com", "noreply@noreply.com", "no@email.com",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Hashes = Values.Select(PersonalData.Hash).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="value">Trimmed and lower case.</param>
    public static bool IsPlaceholder(string value) => Values.Contains(value) || (value.Length > 0 && value.All(letter => letter is '0' or '-'));

    /// <param name="hash">SHA-256 in lower-case hex.</param>
    public static bool IsHashOfPlaceholder(string hash) => Hashes.Contains(hash);
}
