namespace Pinstitch.Land.Matching;

/// <summary>TikTok's Events API, <c>user</c>. City, state and country go out in clear there, so they are none of these.</summary>
public sealed class TikTokRules() : MatchRules("tiktok")
{
    protected override NormalForm Apply(MatchField field, string text, string value, string? country) => field switch
    {
        MatchField.Email => Emails.Plain(text),
        MatchField.Phone => Phones.E164(text, country),
        MatchField.FirstName or MatchField.LastName => NormalForm.Of(text),
        MatchField.PostalCode => PostalCodes.Plain(text, country),
        MatchField.ExternalId => NormalForm.Of(PersonalData.Strip(value)),
        MatchField.MobileAdId => NormalForm.Of(text),
        _ => NormalForm.NotTaken,
    };
}
