using System.Globalization;
using System.Text;

namespace Pinstitch.Land.Matching;

/// <summary>Takes letters out of a text.</summary>
internal static class Letters
{
    public static NormalForm Keep(string text, Func<Rune, bool> keep)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            if (keep(letter)) kept.Append(letter.ToString());
        }

        return kept.Length == 0 ? NormalForm.Because("empty") : NormalForm.Of(kept.ToString());
    }

    /// <summary>A letter or digit of any script. Marks belong to the letter before them: without its vowel signs a name in Hindi is another word.</summary>
    public static bool IsOfWord(Rune letter) =>
        Rune.IsLetterOrDigit(letter) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    public static bool IsAsciiLetterOrDigit(Rune letter) => letter.IsAscii && char.IsAsciiLetterOrDigit((char)letter.Value);

    public static bool IsAsciiPunctuation(Rune letter) => letter.IsAscii && (Rune.IsPunctuation(letter) || Rune.IsSymbol(letter));
}
