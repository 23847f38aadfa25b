namespace Pinstitch.Land.Matching;

/// <summary>Pinterest's Conversions API, <c>user_data</c> (https://developers.pinterest.com/docs/api/v5/events-create).</summary>
public sealed class PinterestRules() : MatchRules("pinterest")
{
    protected override NormalForm Apply(MatchField field, string text, string value, string? country) => field switch
    {
        MatchField.Email => Emails.Plain(text),
        MatchField.Phone => Phones.Digits(text, country),
        MatchField.FirstName or MatchField.LastName => NormalForm.Of(text),
        // Letters of any script stay; spaces and punctuation go.
        MatchField.City => Letters.Keep(text, Letters.IsOfWord),
        MatchField.State => Regions.State(text, country),
        MatchField.PostalCode => PostalCodes.Plain(text, country),
        MatchField.Country => Regions.Country(text),
        MatchField.BirthDate => BirthDates.Compact(text),
        MatchField.Gender => Genders.Letter(text),
        // The advertiser's id is taken exactly as it is.
        MatchField.ExternalId => NormalForm.Of(PersonalData.Strip(value)),
        MatchField.MobileAdId => NormalForm.Of(text),
        _ => NormalForm.NotTaken,
    };
}
