using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Brings a raw report into normal form and publishes it day by day: a file named by its hash, then the day's pointer,
/// swapped. Days that have not changed are left alone, so a repeat does nothing.
/// </summary>
public sealed partial class PublishReport(Measurement measurement, ReportSources sources, Lake lake, TimeProvider time, ILogger<PublishReport> logger)
{
    private const int Parallel = 6;

    [Function(nameof(PublishReport))]
    public async Task<Step<PublishedReport>> RunAsync([ActivityTrigger] DownloadedReport report, CancellationToken cancellation)
    {
        var request = report.Request;
        var account = measurement.Account(request.Platform, request.AccountId);
        var source = sources.Get(request.Platform);
        var parts = new List<ReadOnlyMemory<byte>>();
        for (var number = 0; number < report.Raw.Parts; number++)
            parts.Add(Unzip(await lake.Raw.ReadAsync(DownloadReport.PartName(report.Raw.Folder, number), cancellation)));
        var finalUntil = report.Today.AddDays(-1 - source.Descriptor.LookbackDays);
        if (!source.Read(account, request, parts, finalUntil).TryGet(out var rows, out var fault)) return new(null, fault);
        if (rows.UnknownColumns.Count > 0) LogUnknownColumns(request.Platform, request.AccountId, string.Join(", ", rows.UnknownColumns));
        if (ReportGuards.Check(request, account.Currency, rows) is { } kept) return new(null, kept);
        var conversions = rows.Conversions.ToLookup(row => row.Date);
        var changed = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            rows.Deliveries.GroupBy(row => row.Date),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (day, stop) =>
            {
                if (await PublishDayAsync(request, report.Raw, day.Key, [.. day], [.. conversions[day.Key]], stop)) Interlocked.Increment(ref changed);
            });
        return new(new(changed, rows.Deliveries.Count, rows.SpendMicros), null);
    }

    private async Task<bool> PublishDayAsync(
        ReportRequest request, RawReport raw, DateOnly day, List<AdDelivery> deliveries, List<AdConversion> conversions, CancellationToken cancellation)
    {
        var folder = ReportPaths.Day(request, day);
        deliveries.Sort((one, two) => string.CompareOrdinal(one.CampaignId, two.CampaignId));
        var delivery = await ParquetFile.WriteAsync(deliveries);
        var conversion = await ParquetFile.WriteAsync<AdConversion>(
            [.. conversions.OrderBy(row => row.CampaignId, StringComparer.Ordinal).ThenBy(row => row.ConversionType, StringComparer.Ordinal).ThenBy(row => row.Touch, StringComparer.Ordinal)]);
        var (deliveryFile, conversionFile) = ($"{Hash(delivery)}.parquet", $"{Hash(conversion)}.claims.parquet");
        for (var attempt = 1; ; attempt++)
        {
            var found = await lake.Reports.FindPointerAsync(folder + ReportPaths.Pointer, cancellation);
            var before = found?.Content.ToObjectFromJson<ReportPointer>(JsonSerializerOptions.Web);
            if (before is not null && before.Delivery == deliveryFile && before.Conversion == conversionFile) return false;
            await lake.Reports.WriteOnceAsync(folder + deliveryFile, delivery, cancellation);
            await lake.Reports.WriteOnceAsync(folder + conversionFile, conversion, cancellation);
            var previous = found is { } former ? $"_was-{Hash(former.Content)[..12]}.json" : null;
            if (previous is not null) await lake.Reports.WriteOnceAsync(folder + previous, found!.Value.Content, cancellation);
            var pointer = new ReportPointer(
                deliveryFile, conversionFile, deliveries.Sum(row => row.SpendMicros), raw.Folder, time.GetUtcNow(), previous);
            if (await lake.Reports.SwapAsync(folder + ReportPaths.Pointer, BinaryData.FromObjectAsJson(pointer, JsonSerializerOptions.Web), found?.Mark, cancellation)) return true;
            if (attempt == 5) throw new InvalidOperationException($"The pointer {folder}{ReportPaths.Pointer} keeps changing under our hands.");
        }
    }

    private static string Hash(BinaryData content) => Convert.ToHexStringLower(SHA256.HashData(content.ToMemory().Span))[..32];

    private static byte[] Unzip(BinaryData content)
    {
        using var zip = new GZipStream(content.ToStream(), CompressionMode.Decompress);
        using var stream = new MemoryStream();
        zip.CopyTo(stream);
        return stream.ToArray();
    }

    [LoggerMessage(1003, LogLevel.Warning, "{Platform} {Account} sent columns that no mapping knows; they are kept in raw/: {Columns}")]
    private partial void LogUnknownColumns(string platform, string account, string columns);
}
