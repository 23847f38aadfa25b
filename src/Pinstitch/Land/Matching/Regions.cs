using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pinstitch.Land.Matching;

/// <summary>Countries and states as two letters. A name that is not known gets no code: cutting it to two letters makes another place of it.</summary>
internal static class Regions
{
    private static readonly FrozenDictionary<string, string> Countries = Rows("countries.txt")
        .SelectMany(row => row.SelectMany(name => new[] { Plain(name), WithoutAccents(Plain(name)) }).Select(name => (Name: name, Code: row[0].ToLowerInvariant())))
        .DistinctBy(item => item.Name)
        .ToFrozenDictionary(item => item.Name, item => item.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<(string Country, string Name), string> States = Rows("states.txt")
        .SelectMany(row => new[] { row[1], row[2] }.Select(name => (Key: (row[0].ToLowerInvariant(), Plain(name)), Code: row[1].ToLowerInvariant())))
        .DistinctBy(item => item.Key)
        .ToFrozenDictionary(item => item.Key, item => item.Code);

    public static NormalForm Country(string text) =>
        Countries.TryGetValue(Plain(text), out var code) || Countries.TryGetValue(WithoutAccents(Plain(text)), out code) ? NormalForm.Of(code) : NormalForm.Because("unknown_country");

    /// <summary>ISO 3166 alpha-2, upper case; null when the text is no country.</summary>
    public static string? Alpha2(string? text) => text is null ? null : Country(PersonalData.Tidy(text)).Text?.ToUpperInvariant();

    /// <summary>The code of a state. In countries whose states are not listed, a code of two letters is taken as it is.</summary>
    public static NormalForm State(string text, string? country)
    {
        var (name, place) = (Plain(text), country?.ToLowerInvariant());
        // "US-CA", as ISO 3166-2 writes it.
        if (name.Length == 4 && text.Length == 5 && text[2] == '-') (place, name) = (name[..2], name[2..]);
        foreach (var candidate in place is null ? ["us", "ca"] : new[] { place })
        {
            if (States.TryGetValue((candidate, name), out var code)) return NormalForm.Of(code);
        }

        var isListed = place is "us" or "ca";
        return !isListed && name.Length == 2 && name.All(char.IsAsciiLetter) ? NormalForm.Of(name) : NormalForm.Because("unknown_state");
    }

    /// <summary>Letters only, so that "U.S.A." and "usa" are the same.</summary>
    private static string Plain(string name) =>
        string.Concat(PersonalData.Tidy(name).Replace("&", "and", StringComparison.Ordinal).Where(char.IsLetter));

    /// <summary>"Espana" and "Cote d'Ivoire", as keyboards without accents write them.</summary>
    private static string WithoutAccents(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(Regions).Assembly.GetManifestResourceStream($"Pinstitch.Land.Assets.{file}")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.TrimEnd('\r').Split('|'))];
    }
}
