using Microsoft.AspNetCore.Builder;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>The platforms on which the shop buys no ads, all behind one address: their paths do not overlap.</summary>
public sealed class FurtherServers(AdLedger ledger, TimeProvider now)
{
    public TikTokServer TikTok { get; } = new(ledger, Channel.MetaAds, now);

    public MicrosoftServer Microsoft { get; } = new(ledger, Channel.GoogleAds, now);

    public SnapchatServer Snapchat { get; } = new(ledger, Channel.MetaAds, now);

    /// <summary>LinkedIn's days are UTC, as Pinterest's are.</summary>
    public LinkedInServer LinkedIn { get; } = new(ledger, Channel.PinterestAds, now);

    public void Map(WebApplication app)
    {
        TikTok.Map(app);
        Microsoft.Map(app);
        Snapchat.Map(app);
        LinkedIn.Map(app);
    }

    /// <summary>Where they are to be found, by the names that the app's settings have.</summary>
    public static IReadOnlyDictionary<string, Uri> Addresses(Uri home) => new Dictionary<string, Uri>
    {
        ["TikTok"] = home,
        ["Microsoft"] = home,
        ["MicrosoftToken"] = new(home, "/microsoft/token"),
        ["Snapchat"] = home,
        ["SnapchatToken"] = new(home, "/snapchat/token"),
        ["LinkedIn"] = home,
        ["LinkedInToken"] = new(home, "/linkedin/token"),
    };

    /// <summary>The secrets that open them.</summary>
    public IReadOnlyDictionary<string, string> Secrets() => new Dictionary<string, string>
    {
        ["TikTok:AccessToken"] = TikTokServer.AccessToken,
        ["Microsoft:ClientId"] = Microsoft.ClientId,
        ["Microsoft:ClientSecret"] = Microsoft.ClientSecret,
        ["Microsoft:RefreshToken"] = Microsoft.RefreshToken,
        ["Microsoft:DeveloperToken"] = MicrosoftServer.DeveloperToken,
        ["Microsoft:CustomerId"] = MicrosoftServer.Customer,
        ["Snapchat:ClientId"] = Snapchat.ClientId,
        ["Snapchat:ClientSecret"] = Snapchat.ClientSecret,
        ["Snapchat:RefreshToken"] = Snapchat.RefreshToken,
        ["LinkedIn:ClientId"] = LinkedIn.ClientId,
        ["LinkedIn:ClientSecret"] = LinkedIn.ClientSecret,
        ["LinkedIn:RefreshToken"] = LinkedIn.RefreshToken,
    };
}
