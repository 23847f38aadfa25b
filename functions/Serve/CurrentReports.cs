using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;

namespace Pinstitch.Functions.Serve;

/// <summary>Which files of the reports count now.</summary>
internal static class CurrentReports
{
    private const int Parallel = 8;

    public static string ListName(string work) => $"{work}/reports.json";

    public static async Task<IReadOnlyList<CurrentReport>> ListAsync(Lake lake, Measurement measurement, CancellationToken cancellation)
    {
        var pointers = new List<(string Level, string Folder)>();
        foreach (var account in measurement.Accounts)
        {
            foreach (var level in (string[])[ReportLevels.Account, ReportLevels.Campaign])
            {
                // The base facts alone: cuts and other windows tell the same money again.
                foreach (var cut in (string[])[ReportCuts.None, ReportCuts.Claims])
                await foreach (var (name, _) in lake.Reports.ListAsync($"{ReportPaths.Account(account)}{level}/{cut}/", cancellation))
                {
                    if (name.EndsWith('/' + ReportPaths.Pointer, StringComparison.Ordinal)) pointers.Add((level, name[..^ReportPaths.Pointer.Length]));
                }
            }
        }

        var found = new CurrentReport[pointers.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, pointers.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (place, stop) =>
            {
                var (level, folder) = pointers[place];
                var pointer = (await lake.Reports.ReadAsync(folder + ReportPaths.Pointer, stop)).ToObjectFromJson<ReportPointer>(JsonSerializerOptions.Web)!;
                found[place] = new(level, pointer.Delivery is { } delivery ? folder + delivery : null, pointer.Conversion is { } claims ? folder + claims : null);
            });
        return found;
    }
}
