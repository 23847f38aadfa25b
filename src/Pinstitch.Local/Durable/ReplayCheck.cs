using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Durable;

/// <summary>
/// Replays finished orchestrations from their histories: the orchestrator's code must make the same calls with the same
/// inputs, in the same order, and come to the same end.
/// </summary>
internal static class ReplayCheck
{
    /// <returns>The instances that were replayed, with what is wrong about each; null for nothing.</returns>
    public static async Task<IReadOnlyDictionary<string, string?>> RunAsync(
        HistoryStore store, FunctionCatalog catalog, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var found = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var row in store.ListAsync(null, cancellation))
        {
            if (row.Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed)
                found[row.InstanceId] = Check(row, await store.ReadAsync(row.ExecutionId, cancellation), catalog, loggers);
        }

        return found;
    }

    internal static string? Check(InstanceRow row, IReadOnlyList<HistoryEvent> history, FunctionCatalog catalog, ILoggerFactory loggers)
    {
        try
        {
            var function = catalog.Get<OrchestrationTriggerAttribute>(row.Name);
            var again = OrchestratorTurn.Run(function, row, history, history.Count, strict: true, loggers);
            return again.Decisions.Count == 0 ? null : $"It made calls that its history does not hold: {string.Join(", ", again.Decisions)}";
        }
        catch (Exception e) when (e is NonDeterministicOrchestrationException or InvalidOperationException)
        {
            return e.Message;
        }
    }
}
