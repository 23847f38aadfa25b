using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

/// <summary>A host whose doors have their secrets.</summary>
public sealed class DoorHostFixture(AzuriteFixture azurite) : HostFixture(azurite)
{
    public const string Secret = "secret-of-the-webhooks";

    protected override void Choose(TestHostOptions options)
    {
        options.Settings["Collector:Origins"] = "https://shop.example, http://127.0.0.1:*";
        options.Settings["Collector:SiteKeySecret"] = Secret;
        options.Settings["WooCommerce:WebhookSecret"] = Secret;
        options.Settings["Stripe:WebhookSecret"] = Secret;
        options.Settings["HubSpot:ClientSecret"] = Secret;
    }
}
