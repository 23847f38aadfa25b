namespace Pinstitch.Land.Matching;

/// <summary>Meta's Conversions API, customer information parameters, as Meta's own parameter builder makes them.</summary>
public sealed class MetaRules() : MatchRules("meta")
{
    protected override NormalForm Apply(MatchField field, string text, string value, string? country) => field switch
    {
        MatchField.Email => Emails.Plain(text),
        MatchField.Phone => Phones.Digits(text, country),
        MatchField.FirstName or MatchField.LastName => Letters.Keep(text, letter => !char.IsWhiteSpace(letter) && !IsAsciiPunctuation(letter)),
        // Meta's builder keeps a to z and digits only, and drops letters with accents.
        MatchField.City => City(text),
        MatchField.State => Regions.State(text, country),
        MatchField.PostalCode => PostalCodes.BeforeDash(text),
        MatchField.Country => Regions.Country(text),
        MatchField.BirthDate => BirthDates.Compact(text, monthFirst: true),
        MatchField.Gender => Genders.Letter(text),
        MatchField.ExternalId => Letters.Keep(text, letter => !char.IsWhiteSpace(letter)),
        MatchField.MobileAdId => NormalForm.Of(text),
        _ => NormalForm.NotTaken,
    };

    private static NormalForm City(string text)
    {
        var city = Letters.Keep(text, char.IsAsciiLetterOrDigit);
        return city.Text is [>= 'a' and <= 'z', ..] ? city : NormalForm.Because("city_without_latin_letters");
    }

    private static bool IsAsciiPunctuation(char letter) => char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter));
}
