using Pinstitch.Configure;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Servers;

namespace Pinstitch.Tests.Collect;

/// <summary>A configuration with an account on every platform.</summary>
internal static class CollectionMeasurement
{
    public static Measurement Read(int historyDays)
    {
        var json = $$"""
            {
              "shop": { "name": "Test", "currency": "EUR", "timeZone": "Europe/Berlin" },
              "accounts": [
                { "platform": "pinterest", "id": "{{Catalogue.PinterestAccount}}", "currency": "EUR", "timeZone": "UTC", "historyDays": {{historyDays}} },
                { "platform": "meta", "id": "{{Catalogue.MetaAccount}}", "currency": "EUR", "timeZone": "Europe/Berlin", "historyDays": {{historyDays}} },
                { "platform": "google", "id": "{{Catalogue.GoogleAccount}}", "currency": "EUR", "timeZone": "Europe/Berlin", "historyDays": {{historyDays}} },
                { "platform": "tiktok", "id": "{{TikTokServer.Account}}", "currency": "EUR", "timeZone": "Europe/Berlin", "historyDays": {{historyDays}} },
                { "platform": "microsoft", "id": "{{MicrosoftServer.Account}}", "currency": "EUR", "timeZone": "Europe/Berlin", "historyDays": {{historyDays}} },
                { "platform": "snapchat", "id": "{{SnapchatServer.Account}}", "currency": "EUR", "timeZone": "Europe/Berlin", "historyDays": {{historyDays}} },
                { "platform": "linkedin", "id": "{{LinkedInServer.Account}}", "currency": "EUR", "timeZone": "UTC", "historyDays": {{historyDays}} }
              ]
            }
            """;
        return MeasurementReader.Read(json).Value;
    }
}
