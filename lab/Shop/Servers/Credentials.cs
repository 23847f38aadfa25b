using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>The secrets with which the synthetic shop signs in to its platforms. They open nothing but these servers.</summary>
public static class Credentials
{
    public const string PinterestAppId = "1500001";
    public const string PinterestAppSecret = "lab-pinterest-secret";
    public const string PinterestRefreshToken = "pinr_lab-0";
    public const string MetaAccessToken = "EAAlab-system-user-token";
    public const string GoogleClientId = "lab.apps.googleusercontent.example";
    public const string GoogleClientSecret = "lab-google-secret";
    public const string GoogleRefreshToken = "1//lab-google-refresh";
    public const string GoogleDeveloperToken = "lab-developer-token";
    public const string ShopifySecret = "lab-shopify-webhook-secret";

    /// <summary>A token that a server can check without remembering it, so that a restart of the lab forgets nobody.</summary>
    internal static string Sign(string prefix, string what) =>
        prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("lab"), Encoding.UTF8.GetBytes(prefix + what)))[..40];
}
