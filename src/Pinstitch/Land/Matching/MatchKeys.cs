namespace Pinstitch.Land.Matching;

/// <summary>
/// An event's hashes of personal fields, by name: <c>email</c> is the hash that follows Pinterest's rule, and
/// <c>email@google</c> stands beside it where another platform's rule gives another one; empty where it gives none.
/// </summary>
public static class MatchKeys
{
    private static readonly string[] Names =
    [
        "email", "phone", "first_name", "last_name", "city", "state", "postal_code", "country", "birth_date", "gender", "external_id", "mobile_ad_id",
    ];

    /// <summary>The field's name in the event contract.</summary>
    public static string Name(MatchField field) => Names[(int)field];

    public static MatchField? Find(string name) => System.Array.IndexOf(Names, name) is var place and >= 0 ? (MatchField)place : null;

    /// <summary>Adds the hashes that a value in clear has; returns why it has none under the first rules, or null.</summary>
    public static string? Add(IDictionary<string, string> keys, MatchField field, string value, string? country)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var name = Name(field);
        var plain = MatchRules.All[0].Hash(field, value, country);
        if (plain.Text is { } hash) keys[name] = hash;
        foreach (var rules in MatchRules.All.Skip(1))
        {
            if (!rules.Takes(field)) continue;
            var other = rules.Hash(field, value, country).Text;
            if (other != plain.Text) keys[$"{name}@{rules.Platform}"] = other ?? string.Empty;
        }

        return plain.Problem;
    }

    /// <summary>The hash that a platform gets for a field; null when there is none, or it takes no such field.</summary>
    public static string? For(IReadOnlyDictionary<string, string>? keys, string platform, MatchField field)
    {
        if (keys is null || !MatchRules.For(platform).Takes(field)) return null;
        var hash = keys.TryGetValue($"{Name(field)}@{platform}", out var own) ? own : keys.GetValueOrDefault(Name(field));
        return string.IsNullOrEmpty(hash) ? null : hash;
    }
}
