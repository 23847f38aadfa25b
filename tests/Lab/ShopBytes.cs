using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Tests.Lab;

/// <summary>A shop as one hash: its messages, its platforms' reports and claims.</summary>
internal static class ShopBytes
{
    public static string Hash(ShopWorld world)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var message in world.Messages)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.SendAt}|{message.Entrance}|{message.Key}|{message.Topic}|{message.Person}|{message.IsBroken}|")));
            hash.AppendData(message.Body);
        }

        foreach (var platform in new[] { Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds })
        {
            foreach (var row in world.Ledger.Report(platform, ReportGrain.Campaign, world.Plan.FirstDay.AddDays(-1), world.Plan.LastDay.AddDays(1), world.Plan.End))
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row} {string.Join(';', row.Claims)}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
