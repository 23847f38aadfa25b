using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>Finds the days that are over and hold landed events that are not compacted yet.</summary>
public sealed class FindUncompacted(Lake lake)
{
    /// <param name="before">The day, UTC, that is not over.</param>
    /// <param name="cancellation">Signalled when the host stops.</param>
    [Function(nameof(FindUncompacted))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] DateOnly before, CancellationToken cancellation) =>
        await EventDays.UncompactedAsync(lake.Events, before, cancellation);
}
