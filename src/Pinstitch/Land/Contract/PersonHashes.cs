using System.Text.Json;
using Pinstitch.Land.Matching;

namespace Pinstitch.Land.Contract;

/// <summary>The hashes of an event's personal fields: made here from clear values, or taken as they came.</summary>
internal static class PersonHashes
{
    private static readonly HashSet<string> Examples = [.. new[] { "test@example.com", "user@example.com", "email@example.com" }.Select(PersonalData.Hash)];

    /// <summary>The hashes of addresses from documentation.</summary>
    public static IEnumerable<string> AllExamples => Examples;

    /// <summary>Whether it is the hash of an address from documentation: good for trying things out, but tying nobody to anybody.</summary>
    public static bool IsExample(string hash) => Examples.Contains(hash);

    /// <summary>Null when there are none.</summary>
    /// <param name="form">The event, or its <c>user</c> alone.</param>
    /// <param name="notes">Gets what cannot be used.</param>
    /// <param name="happened">When the event happened; nobody in it was born later. Null where that is not known.</param>
    public static SortedDictionary<string, string>? Read(ref EventForm form, ref EventNotes notes, DateTimeOffset? happened)
    {
        if (!HasAny(ref form)) return null;
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (form.Has(ContractField.Hashes)) ReadOthers(ref form, ref notes, keys);
        var country = form.Has(ContractField.Country) ? Regions.Alpha2(form.Personal(ContractField.Country, 128)) : null;
        for (var field = MatchField.Email; field <= MatchField.MobileAdId; field++)
        {
            var clear = ContractField.Email + (2 * (int)field);
            var hashed = clear + 1;
            if (form.Has(hashed) && form.Personal(hashed, 128) is { } hash)
            {
                var taken = HashForm.Demand(hash);
                if (taken.Text is { } text) keys[MatchKeys.Name(field)] = text;
                else notes.Add(hashed, taken.Problem!);
            }

            if (form.Has(clear) && form.Personal(clear, 320) is { } value && Add(keys, field, value, country, happened) is { } problem) notes.Add(clear, problem);
        }

        return keys;
    }

    /// <summary>Where it is night already, an event may be of the day after.</summary>
    private static string? Add(SortedDictionary<string, string> keys, MatchField field, string value, string? country, DateTimeOffset? happened) =>
        field == MatchField.BirthDate && happened is { } time && BirthDates.Latest(value) > DateOnly.FromDateTime(time.UtcDateTime).AddDays(1)
            ? "date_in_future"
            : MatchKeys.Add(keys, field, value, country);

    private static bool HasAny(ref EventForm form)
    {
        for (var field = ContractField.Email; field <= ContractField.Hashes; field++)
        {
            if (form.Has(field)) return true;
        }

        return false;
    }

    /// <summary>
    /// <c>user.hashes</c>: hashes that follow the rules of one platform, as our doors make them, and what was wrong with
    /// clear values that are gone by now.
    /// </summary>
    private static void ReadOthers(ref EventForm form, ref EventNotes notes, SortedDictionary<string, string> keys)
    {
        if (form[ContractField.Hashes].Kind != JsonTokenType.StartObject)
        {
            form.Break(ContractField.Hashes, "not_an_object", "Send user.hashes as an object of platforms, each an object of fields, or leave it out.");
            return;
        }

        using var document = JsonDocument.Parse(form.Raw(ContractField.Hashes).ToArray());
        foreach (var platform in document.RootElement.EnumerateObject())
        {
            if (platform.Value.ValueKind != JsonValueKind.Object) continue;
            foreach (var item in platform.Value.EnumerateObject())
            {
                if (item.Value.ValueKind != JsonValueKind.String) continue;
                var text = item.Value.GetString()!;
                if (platform.NameEquals(Unusable) && IsPersonal(item.Name)) notes.Add($"user.{item.Name}", Reason(text));
                else if (MatchKeys.Find(item.Name) is not { } field) continue;
                else if (text.Length == 0 || HashForm.Demand(text).Text is not null)
                    Take(keys, platform.Name, field, text.ToLowerInvariant());
            }
        }
    }

    /// <summary>The name under which a door notes why a clear value has no hash.</summary>
    public const string Unusable = "unusable";

    private static void Take(SortedDictionary<string, string> keys, string platform, MatchField field, string hash)
    {
        if (MatchRules.All.Skip(1).Any(rules => rules.Platform == platform && rules.Takes(field))) keys[$"{MatchKeys.Name(field)}@{platform}"] = hash;
    }

    private static bool IsPersonal(string name) => PersonCopy.Field(name) is not null and not ContractField.Hashes;

    private static string Reason(string text) => text.Length <= 32 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') ? text : "unusable";
}
