using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What was believed of a platform's day at some instant: the versions of a day, followed back.</summary>
public static class ReportBeliefs
{
    /// <summary>The version of a day that counted at an instant; null when nothing did yet.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="request">Platform, account and report.</param>
    /// <param name="kind">The report.</param>
    /// <param name="day">The platform's day.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ReportPointer?> AsOfAsync(Lake lake, ReportRequest request, ReportKind kind, DateOnly day, DateTimeOffset asOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var folder = ReportPaths.Day(request, kind, day);
        for (var name = ReportPaths.Pointer; ;)
        {
            var pointer = (await lake.Reports.FindAsync(folder + name, cancellation))?.ToObjectFromJson<ReportPointer>(JsonSerializerOptions.Web);
            if (pointer is null || pointer.PulledAt <= asOf) return pointer;
            if (pointer.Previous is not { } previous) return null;
            name = previous;
        }
    }
}
