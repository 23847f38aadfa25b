using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Durable;

/// <summary>
/// Replays finished orchestrations from their histories: the orchestrator's code must make the same calls with the same
/// inputs, in the same order, and come to the same end.
/// </summary>
internal static class ReplayCheck
{
    /// <summary>Replays every finished orchestration of a host's task hub.</summary>
    /// <returns>How many were replayed.</returns>
    /// <exception cref="NonDeterministicOrchestrationException">At least one took another way; the text names all of them.</exception>
    public static async Task<int> ThrowOnDifferenceAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var found = await RunAsync(
            services.GetRequiredService<HistoryStore>(),
            services.GetRequiredService<FunctionCatalog>(),
            services.GetRequiredService<ILoggerFactory>(),
            cancellation);
        var wrong = found.Where(instance => instance.Value is not null).Select(instance => $"{instance.Key}: {instance.Value}").ToList();
        return wrong.Count == 0 ? found.Count : throw new NonDeterministicOrchestrationException(string.Join('\n', wrong));
    }

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
