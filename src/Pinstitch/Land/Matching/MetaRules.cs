using System.Text;

namespace Pinstitch.Land.Matching;

/// <summary>Meta's Conversions API, customer information parameters, as Meta's own parameter builder makes them.</summary>
public sealed class MetaRules() : MatchRules("meta")
{
    protected override NormalForm Apply(MatchField field, string text, string value, string? country) => field switch
    {
        MatchField.Email => Emails.Plain(text),
        MatchField.Phone => Phones.Digits(text, country),
        MatchField.FirstName or MatchField.LastName => Letters.Keep(text, letter => !Rune.IsWhiteSpace(letter) && !Letters.IsAsciiPunctuation(letter)),
        // Meta's builder keeps a to z and digits only, and drops letters with accents.
        MatchField.City => City(text),
        MatchField.State => Regions.State(text, country),
        MatchField.PostalCode => PostalCodes.BeforeDash(text),
        MatchField.Country => Regions.Country(text),
        MatchField.BirthDate => BirthDates.Compact(text, monthFirst: true),
        // Meta knows no third letter.
        MatchField.Gender => Genders.Letter(text) is { Text: not "n" } letter ? letter : NormalForm.Because("unknown_gender"),
        MatchField.ExternalId => Letters.Keep(text, letter => !Rune.IsWhiteSpace(letter)),
        MatchField.MobileAdId => NormalForm.Of(text),
        _ => NormalForm.NotTaken,
    };

    private static NormalForm City(string text)
    {
        var city = Letters.Keep(text, Letters.IsAsciiLetterOrDigit);
        return city.Text is [>= 'a' and <= 'z', ..] ? city : NormalForm.Because("city_without_latin_letters");
    }
}
