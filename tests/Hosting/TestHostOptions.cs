using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Pinstitch.Tests.Hosting;

/// <summary>What a test may choose about its host.</summary>
public sealed class TestHostOptions
{
    private const string Never = "0 0 0 29 2 *";

    /// <summary>What the host's clock shows when it starts; it runs on from there.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse("2026-10-31T04:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>How many times faster than ours the host's clock runs: with 1,000, a pause of a minute is over after 60 ms.</summary>
    public int Speed { get; set; } = 1;

    /// <summary>Settings as in local.settings.json, <c>:</c> between the parts of a name. Timers are silent unless given a schedule.</summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["CollectSchedule"] = Never,
        ["NightlySchedule"] = Never,
        ["DigestSchedule"] = Never,
        ["Shopify:WebhookSecret"] = TestHost.ShopifySecret,
    };

    /// <summary>Registers services before the app's own, which keep what is there.</summary>
    public Action<IServiceCollection> Services { get; set; } = _ => { };

    /// <summary>The measurement configuration as JSON; null for the repository's.</summary>
    public string? Measurement { get; set; }

    /// <summary>Connection of a storage account that another host has left; null for a new one.</summary>
    public string? Storage { get; set; }
}
