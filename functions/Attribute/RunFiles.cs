using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
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

    /// <summary>The run's orders, credit and touches.</summary>
    /// <exception cref="FileNotFoundException">They have been retired.</exception>
    public async Task<RunRows> RowsAsync(ServeInput run, CancellationToken cancellation)
    {
        var (orders, credits, touches) = (new List<FactOrder>(), new List<FactCredit>(), new List<JourneyTouch>());
        foreach (var shard in run.Files ?? [])
        {
            var table = new LayeredTable(lake, shard, run.Run.Id);
            orders.AddRange(await table.OrdersAsync(cancellation));
            credits.AddRange(await table.CreditsAsync(cancellation));
            touches.AddRange(await table.TouchesAsync(cancellation));
        }

        return new(run.Run, orders, credits, touches);
    }

    /// <summary>A run whose credit is still there, with the settings that its credit was given by.</summary>
    /// <param name="runId">Its id, or the start of it; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<(ServeInput Run, Measurement Settings)>> OpenAsync(string? runId, CancellationToken cancellation)
    {
        if (runId is null) return new Fault(FaultKind.Data, "No run has been published yet.");
        if (await FindAsync(runId, cancellation) is not { } run) return new Fault(FaultKind.Data, $"There is no run '{runId}'.");
        if (!await HasCreditAsync(run, cancellation)) return new Fault(FaultKind.Data, $"The credit of run {run.Run.Id} has been retired. Only newer runs can be asked about.");
        if (await lake.Runs.FindAsync(SettingsName(run.Run.ConfigHash), cancellation) is not { } text) return new Fault(FaultKind.Data, $"The settings of run {run.Run.Id} were not kept: an older version made it. Run the night again.");
        return MeasurementReader.Read(text.ToString()).Then<(ServeInput, Measurement)>(settings => (run, settings));
    }

    /// <summary>Keeps what the credit of a run is given by, so that it can be computed again when settings have changed.</summary>
    public Task KeepSettingsAsync(Measurement settings, CancellationToken cancellation) =>
        lake.Runs.WriteAsync(SettingsName(settings.Hash), new(settings.CreditText), cancellation);

    private static string SettingsName(string hash) => $"settings/{hash}.json";

    /// <summary>Removal effects that the run weighed channels by; null where they were not fitted.</summary>
    public async Task<IReadOnlyDictionary<string, long>?> EffectsAsync(string runId, CancellationToken cancellation) =>
        (await FitsAsync(runId, cancellation)).FirstOrDefault(fit => fit.Level == "channel")?.Effects;

    /// <summary>What the run's data-driven models came to, level by level; none where it has no such file.</summary>
    public async Task<IReadOnlyList<DataDrivenFit>> FitsAsync(string runId, CancellationToken cancellation) =>
        (await lake.Credit.FindAsync(CreditPaths.Models(runId), cancellation))?.ToObjectFromJson<List<DataDrivenFit>>() ?? [];
}
