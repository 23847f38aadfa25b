using Microsoft.Extensions.Configuration;
using Pinstitch.Lab.Shop.Servers;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>Settings that point the pipeline at the synthetic shop's platforms.</summary>
internal static class DemoSettings
{
    public static IReadOnlyList<(string Name, string Value)> Secrets { get; } =
    [
        ("Pinterest:AppId", Credentials.PinterestAppId),
        ("Pinterest:AppSecret", Credentials.PinterestAppSecret),
        ("Pinterest:RefreshToken", Credentials.PinterestRefreshToken),
        ("Meta:AccessToken", Credentials.MetaAccessToken),
        ("Google:ClientId", Credentials.GoogleClientId),
        ("Google:ClientSecret", Credentials.GoogleClientSecret),
        ("Google:RefreshToken", Credentials.GoogleRefreshToken),
        ("Google:DeveloperToken", Credentials.GoogleDeveloperToken),
        ("Shopify:WebhookSecret", Credentials.ShopifySecret),
    ];

    public static void PointAt(IConfiguration configuration, ReportServers servers)
    {
        configuration["Platforms:Pinterest"] = servers.Pinterest.Address.ToString();
        configuration["Platforms:Meta"] = servers.Meta.Address.ToString();
        configuration["Platforms:Google"] = servers.Google.Address.ToString();
        configuration["Platforms:GoogleToken"] = new Uri(servers.Google.Address, "/token").ToString();
    }
}
