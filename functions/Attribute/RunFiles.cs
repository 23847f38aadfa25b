using System.Globalization;
using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Reads what a run has left, for those who ask about it later. Nothing is changed.</summary>
internal sealed class RunFiles(Lake lake)
{
    /// <summary>Manifests of nightly runs, in <c>runs/</c>.</summary>
    public const string Manifests = "manifests/";

    /// <summary>Manifests of runs that only ask what would be under other settings; a run's folder is named by the run that it asks about.</summary>
    public const string Counterfactuals = "whatif/";

    /// <summary>What the run was made from; null when there is no such run. The start of an id will do.</summary>
    public async Task<ServeInput?> FindAsync(string runId, CancellationToken cancellation)
    {
        foreach (var prefix in (string[])[Manifests, Counterfactuals])
        {
            await foreach (var (name, _) in lake.Runs.ListAsync(prefix, cancellation))
            {
                if (runId.Length > 0 && Path.GetFileName(name).StartsWith(runId, StringComparison.Ordinal))
                    return (await lake.Runs.ReadAsync(name, cancellation)).ToObjectFromJson<ServeInput>(JsonSerializerOptions.Web);
            }
        }

        return null;
    }

    /// <summary>Whether the run's credit is still there: older runs keep their manifest alone.</summary>
    public async Task<bool> HasCreditAsync(ServeInput run, CancellationToken cancellation) =>
        run.Files is { } files && await lake.Credit.FindAsync(CreditPaths.Models(run.Run.Id), cancellation) is not null && files.Count == run.Shards;

    /// <summary>The run's orders and credit.</summary>
    /// <exception cref="FileNotFoundException">They have been retired.</exception>
    public async Task<RunRows> RowsAsync(ServeInput run, CancellationToken cancellation)
    {
        var (orders, credits) = (new List<FactOrder>(), new List<FactCredit>());
        foreach (var shard in run.Files ?? [])
        {
            var table = new LayeredTable(lake, shard, run.Run.Id);
            orders.AddRange(await table.OrdersAsync(cancellation));
            credits.AddRange(await table.CreditsAsync(cancellation));
        }

        return new(run.Run, orders, credits);
    }

    /// <summary>The journey of the person with an order; null when the run has no such order.</summary>
    public async Task<Journey?> JourneyAsync(ServeInput run, string orderId, CancellationToken cancellation)
    {
        foreach (var shard in run.Files ?? [])
        {
            var table = new LayeredTable(lake, shard, run.Run.Id);
            var orders = await table.OrdersAsync(cancellation);
            if (orders.FirstOrDefault(row => row.OrderId == orderId) is not { } found) continue;
            return new(
                UInt128.Parse(found.CustomerKey, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                [.. (await table.TouchesAsync(cancellation)).Where(touch => touch.Person == found.CustomerKey).Select(touch => touch.ToTouch())],
                [.. orders.Where(row => row.CustomerKey == found.CustomerKey).OrderBy(row => row.PlacedAt).ThenBy(row => row.OrderId, StringComparer.Ordinal).Select(Order)],
                HasBrowser: true);
        }

        return null;
    }

    /// <summary>Removal effects that the run weighed channels by; null where they were not fitted.</summary>
    public async Task<IReadOnlyDictionary<string, long>?> EffectsAsync(string runId, CancellationToken cancellation) =>
        (await FitsAsync(runId, cancellation)).FirstOrDefault(fit => fit.Level == "channel")?.Effects;

    /// <summary>What the run's data-driven models came to, level by level; none where it has no such file.</summary>
    public async Task<IReadOnlyList<DataDrivenFit>> FitsAsync(string runId, CancellationToken cancellation) =>
        (await lake.Credit.FindAsync(CreditPaths.Models(runId), cancellation))?.ToObjectFromJson<List<DataDrivenFit>>() ?? [];

    /// <summary>The order that a row was made of, as it stood.</summary>
    public static Order Order(FactOrder row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var gross = Currencies.ToMinor(row.Gross, row.Currency);
        return new(row.OrderId, row.PlacedAt, gross, gross - row.NetCents, row.Currency, row.Versions, row.Source);
    }
}
