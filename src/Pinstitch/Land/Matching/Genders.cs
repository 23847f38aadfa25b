using System.Collections.Frozen;

namespace Pinstitch.Land.Matching;

/// <summary>Words for a gender in the languages of larger markets.</summary>
internal static class Genders
{
    private static readonly FrozenDictionary<string, string> Words = Table().ToFrozenDictionary(StringComparer.Ordinal);

    public static NormalForm Letter(string text) =>
        Words.TryGetValue(text.Trim(' ', '.', ','), out var letter) ? NormalForm.Of(letter) : NormalForm.Because("unknown_gender");

    private static IEnumerable<KeyValuePair<string, string>> Table() =>
    [
        .. Of("f", "f female woman girl lady w weiblich frau femme féminin feminin femenino femenina mujer donna femminile feminino feminina mulher vrouw vrouwelijk kvinna kvinde kvinne kobieta žena nő kadın женский женщина 女 女性 여성"),
        .. Of("m", "m male man boy gentleman männlich mann herr homme masculin h masculino hombre uomo maschile homem mannelijk manlig mandlig mężczyzna muž férfi erkek мужской мужчина 男 男性 남성"),
        .. Of("n", "n x d nonbinary non-binary neutral diverse divers other enby"),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Of(string letter, string words) => words.Split(' ').Select(word => KeyValuePair.Create(word, letter));
}
