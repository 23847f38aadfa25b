using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>Finds the arrival days whose landed blobs have been kept for as long as visitors' addresses and browsers may be.</summary>
public sealed class FindRetirable(Lake lake, Measurement measurement)
{
    /// <param name="today">The day, UTC.</param>
    /// <param name="cancellation">Signalled when the host stops.</param>
    /// <returns>Days, as <c>yyyy-MM-dd</c>.</returns>
    [Function(nameof(FindRetirable))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] DateOnly today, CancellationToken cancellation)
    {
        // What arrived on a day may have happened until its end; a day is over when that is long enough ago.
        var limit = $"{today.AddDays(-measurement.ClientDays):yyyy-MM-dd}";
        var days = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in new[] { lake.Events, lake.Rejected })
        {
            await foreach (var (name, _) in folder.ListAsync(LandedBlobs.Prefix, cancellation))
            {
                if (string.CompareOrdinal(EventDays.Date(name), limit) < 0 && !LandedBlobs.IsCleared(name)) days.Add(EventDays.Date(name));
            }
        }

        return [.. days];
    }
}
