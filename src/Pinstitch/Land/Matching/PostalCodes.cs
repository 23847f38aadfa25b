namespace Pinstitch.Land.Matching;

/// <summary>Postal codes.</summary>
internal static class PostalCodes
{
    /// <summary>Letters and digits; of an American code with four digits behind a dash, the first five.</summary>
    public static NormalForm Plain(string text, string? country)
    {
        var isAmerican = country is null or "US" or "us";
        if (isAmerican && text.Length == 10 && text[5] == '-' && text.Where((_, place) => place != 5).All(char.IsAsciiDigit)) return NormalForm.Of(text[..5]);
        return Letters.Keep(text, Letters.IsOfWord);
    }

    /// <summary>As Meta's builder cuts them: the part before the first dash, at least two characters.</summary>
    public static NormalForm BeforeDash(string text)
    {
        var code = string.Concat(text.Split('-')[0].Where(letter => !char.IsWhiteSpace(letter)));
        return code.Length >= 2 ? NormalForm.Of(code) : NormalForm.Because("no_postal_code");
    }
}
