using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Land;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Which webhooks have their secret, and whether the mapping files can be read and have theirs.</summary>
internal sealed class WebhookExamination(IServiceProvider services) : IExamination
{
    private static readonly (string Name, string Secret)[] Doors =
        [("shopify", "Shopify:WebhookSecret"), ("woocommerce", "WooCommerce:WebhookSecret"), ("stripe", "Stripe:WebhookSecret"), ("hubspot", "HubSpot:ClientSecret")];

    public string Area => "webhooks";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var configuration = services.GetRequiredService<IConfiguration>();
        var with = Doors.Where(door => Settings.Secret(configuration, door.Secret) is not null).ToList();
        var without = Doors.Except(with).Select(door => $"{door.Name} ({door.Secret.Replace(":", "__", StringComparison.Ordinal)})").ToList();
        yield return Finding.Ok(Area, $"connected: {(with.Count == 0 ? "none" : string.Join(", ", with.Select(door => door.Name)))}{(without.Count == 0 ? string.Empty : $"; without their secret, so answered with 503: {string.Join(", ", without)}")}");
        var mappings = services.GetRequiredService<MappingFiles>();
        foreach (var name in mappings.Names)
        {
            if (!mappings.Find(name).TryGet(out var mapping, out var fault)) yield return Finding.Failure(Area, $"mapping '{name}': {fault.Text}", "Mend the file (docs/webhooks.md); until then its webhook is answered with 404.");
            else if (mapping.Signature is { } signature && Settings.Secret(configuration, signature.Secret) is null) yield return Finding.Warning(Area, $"mapping '{name}' wants signatures, but {signature.Secret.Replace(":", "__", StringComparison.Ordinal)} is missing", "Set it (docs/deploy.md, Secrets); until then POST /api/webhooks/signed/ is answered with 503.");
            else yield return Finding.Ok(Area, $"mapping '{name}': {mapping.Rules.Count} rules");
        }
    }
}
