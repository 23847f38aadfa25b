namespace Pinstitch.Land.Matching;

/// <summary>
/// Google's user identifiers for enhanced conversions (Ads API and Data Manager API). Region and postal code go out in
/// clear there, so they are none of these.
/// </summary>
/// <param name="dropSuffix">Whether <c>+suffix</c> is taken off addresses at gmail.com and googlemail.com, as the rule of 2026 says.</param>
public sealed class GoogleRules(bool dropSuffix = true) : MatchRules("google")
{
    protected override NormalForm Apply(MatchField field, string text, string value, string? country) => field switch
    {
        MatchField.Email => Emails.Google(text, dropSuffix),
        MatchField.Phone => Phones.E164(text, country),
        MatchField.FirstName or MatchField.LastName => Names.WithoutTitle(text),
        _ => NormalForm.NotTaken,
    };
}
