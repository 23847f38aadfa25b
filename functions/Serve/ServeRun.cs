using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Collect;
using Pinstitch.Serve;
using Pinstitch.Tell;

namespace Pinstitch.Functions.Serve;

/// <summary>Writes the run's tables, in Table Storage and as Parquet, beside those of the run that still counts.</summary>
public sealed class ServeRun(Lake lake, ServingFolders folders, ServingTables tables, Measurement measurement, StandingAlarms alarms)
{
    private const int Parallel = 8;

    [Function(nameof(ServeRun))]
    public async Task<ServedRows> RunAsync([ActivityTrigger] ServeInput input, CancellationToken cancellation)
    {
        await tables.RegisterAsync(input.Run.Id, input.Run.Night, cancellation);
        var reports = (await lake.Runs.ReadAsync(CurrentReports.ListName(input.Work), cancellation))
            .ToObjectFromJson<List<CurrentReport>>()!
            .Where(report => report.Level == ReportLevels.Campaign)
            .ToList();
        var marts = Marts.Make(
            measurement,
            input.Run,
            input.Counts.Landed,
            input.Counts.Persons,
            await ReadAllAsync<AdDelivery>(lake.Reports, reports.Select(report => report.Delivery).OfType<string>(), cancellation),
            await ReadAllAsync<AdConversion>(lake.Reports, reports.Select(report => report.Conversion).OfType<string>(), cancellation),
            await ReadAllAsync(input, table => table.OrdersAsync(cancellation)),
            await ReadAllAsync(input, table => table.CreditsAsync(cancellation)),
            await ReadAllAsync(input, table => table.UnattributedAsync(cancellation)),
            await ReadAllAsync(input, table => table.ConversionsAsync(cancellation)),
            await ReadAllAsync(input, table => table.ConversionCreditsAsync(cancellation)),
            new(input.Counts.Bots, input.Counts.Staff, input.Counts.Tests),
            await new RunFiles(lake).FitsAsync(input.Run.Id, cancellation));
        await WriteAsync(input, marts.Channels, cancellation);
        await WriteAsync(input, marts.Models, cancellation);
        await WriteAsync(input, marts.Campaigns, cancellation);
        await WriteAsync(input, marts.Accounts, cancellation);
        await WriteAsync(input, marts.Dates, cancellation);
        await WriteAsync(input, marts.Windows, cancellation);
        await WriteAsync(input, marts.UsedCurrencies, cancellation);
        await WriteAsync(input, marts.ConversionTypes, cancellation);
        await WriteAsync(input, marts.AdDaily, cancellation);
        await WriteAsync(input, marts.PlatformConversions, cancellation);
        await WriteAsync(input, marts.Orders, cancellation);
        await WriteAsync(input, marts.Credits, cancellation);
        await WriteAsync(input, marts.Unattributed, cancellation);
        await WriteAsync(input, marts.Conversions, cancellation);
        await WriteAsync(input, marts.ConversionCredits, cancellation);
        await WriteAsync(input, marts.ViewThroughs, cancellation);
        await WriteAsync(input, marts.ModelFits, cancellation);
        await WriteAsync(input, marts.Summaries, cancellation);
        await WriteAsync(input, marts.ModelSpreads, cancellation);
        await WriteAsync(input, marts.Runs, cancellation);
        await folders.Marts.WriteAsync(MartPaths.Dashboard(input.Run.Id), new(DashboardPage.Render(measurement, input.Run, marts, await NoticesAsync(input, cancellation))), cancellation);
        return new(marts.Orders.Count, marts.Credits.Count, marts.Unattributed.Count);
    }

    /// <summary>What stood against the accounts when the run was first served: after a crash the page is the same.</summary>
    private async Task<IReadOnlyList<string>> NoticesAsync(ServeInput input, CancellationToken cancellation)
    {
        var name = $"{input.Work}/notices.json";
        await lake.Runs.WriteOnceAsync(name, BinaryData.FromObjectAsJson(AlarmMail.Notices(await alarms.ListAsync(cancellation))), cancellation);
        return (await lake.Runs.ReadAsync(name, cancellation)).ToObjectFromJson<List<string>>()!;
    }

    private async Task<IReadOnlyList<T>> ReadAllAsync<T>(ServeInput input, Func<LayeredTable, Task<IReadOnlyList<T>>> read)
    {
        var parts = new IReadOnlyList<T>[input.Files!.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, parts.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (shard, _) => parts[shard] = await read(new(lake, input.Files[shard], input.Run.Id)));
        return [.. parts.SelectMany(part => part)];
    }

    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(BlobFolder folder, IEnumerable<string> names, CancellationToken cancellation)
        where T : notnull
    {
        var list = names.ToList();
        var parts = new IReadOnlyList<T>[list.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, list.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (place, stop) => parts[place] = await ParquetFile.ReadAsync<T>(await folder.ReadAsync(list[place], stop)));
        return [.. parts.SelectMany(part => part)];
    }

    private async Task WriteAsync<T>(ServeInput input, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : MartRow
    {
        await folders.Marts.WriteAsync(MartPaths.Table<T>(input.Run.Id), await ParquetFile.WriteMartAsync(rows), cancellation);
        await tables.WriteAsync(input.Run.Id, rows, cancellation);
    }
}
