using Pinstitch.Functions.Local;

namespace Pinstitch.Tests.Attribute;

public sealed class OtherSettingsTests
{
    private const string Current = """
        {
          // comments are allowed
          "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" },
          "windows": { "clickDays": 30 },
        }
        """;

    [Fact]
    public void Single_settings_are_set_by_their_path()
    {
        var other = OtherSettings.Of(Current, Current, ["windows.clickDays=7", "attribution.resetAfterOrder=true", "models=[\"linear\"]"]).Value;
        Assert.Equal((7, true, "linear"), (other.Attribution.ClickDays, other.Attribution.ResetAfterOrder, other.Attribution.Models[0].Id));
    }

    [Theory]
    [InlineData("windows.clickDays", "path=value")]
    [InlineData("windows.clickDays=soon", "windows.clickDays")]
    [InlineData("windows.click=7", "no such field")]
    [InlineData("models.first=1", "wrong kind")]
    [InlineData("shop.name.first=1", "no object")]
    [InlineData("identity.mostEmails=2", "run a night")]
    [InlineData("attribution.repeatMinutes=5", "run a night")]
    [InlineData("attribution.conversions=[{\"id\":\"lead\",\"event\":\"lead\"}]", "run a night")]
    [InlineData("shop.timeZone=Europe/Berlin", "run a night")]
    public void A_setting_that_cannot_be_asked_about_is_refused_in_words(string change, string says) =>
        Assert.Contains(says, OtherSettings.Of(Current, Current, [change]).Fault!.Text, StringComparison.Ordinal);
}
