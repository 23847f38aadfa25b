namespace Pinstitch.Land.Matching;

/// <summary>Names as Google wants them: without titles and punctuation.</summary>
internal static class Names
{
    private static readonly HashSet<string> Titles = new(StringComparer.Ordinal) { "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "phd", "md" };

    public static NormalForm WithoutTitle(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(letter => !char.IsPunctuation(letter))))
            .Where(word => word.Length > 0)
            .ToList();
        if (words.Count > 1 && Titles.Contains(words[0])) words.RemoveAt(0);
        if (words.Count > 1 && Titles.Contains(words[^1])) words.RemoveAt(words.Count - 1);
        return words.Count == 0 ? NormalForm.Because("empty") : NormalForm.Of(string.Join(' ', words));
    }
}
