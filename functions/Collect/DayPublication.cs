using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>Publishes a day: files named by their hashes, the line of the restatement ledger, then the pointer, swapped.</summary>
internal sealed class DayPublication(Lake lake, RawParts raw, string schema, string rates)
{
    /// <summary>Rows of a day up to which the restatement ledger has lines.</summary>
    private const int MostNoted = 20_000;

    /// <returns>Whether anything changed.</returns>
    public async Task<bool> PublishAsync(
        string folder, DayFile file, DayTotals totals, bool isFinal, int number, (ReportPointer Pointer, ETag Mark) known, CancellationToken cancellation)
    {
        var delivery = file.Delivery is null ? null : DayFile.Name(file.Delivery, string.Empty);
        var conversion = file.Conversion is null ? null : DayFile.Name(file.Conversion, ".claims");
        var before = known.Pointer;
        if (before is not null && before.Delivery == delivery && before.Conversion == conversion) return false;
        if (delivery is not null) await lake.Reports.StreamOnceAsync(folder + delivery, file.Delivery!, cancellation);
        if (conversion is not null) await lake.Reports.StreamOnceAsync(folder + conversion, file.Conversion!, cancellation);
        string? previous = null;
        if (before is not null)
        {
            var content = BinaryData.FromObjectAsJson(before, JsonSerializerOptions.Web);
            previous = $"_was-{Convert.ToHexStringLower(SHA256.HashData(content.ToMemory().Span))[..12]}.json";
            await lake.Reports.WriteOnceAsync(folder + previous, content, cancellation);
            if (number > before.RestatementNo) await NoteAsync(folder, before, file, number, cancellation);
        }

        var pointer = new ReportPointer(delivery, conversion, totals.SpendMicros, raw.Folder, raw.Manifest.PulledAt, previous)
        {
            Rows = totals.Rows,
            Numbers = totals.Numbers.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
            RestatementNo = number,
            IsFinal = isFinal,
            Run = raw.Manifest.Run,
            RawSha256 = raw.Manifest.Sha256,
            ApiVersion = raw.Manifest.ApiVersion,
            Schema = schema,
            Rates = rates,
        };
        // An account is collected by one orchestration at a time; a pointer that moves under our hands is a second one.
        return await lake.Reports.SwapAsync(folder + ReportPaths.Pointer, BinaryData.FromObjectAsJson(pointer, JsonSerializerOptions.Web), before is null ? null : known.Mark, cancellation)
            ? true
            : throw new InvalidOperationException($"The pointer {folder}{ReportPaths.Pointer} was changed by somebody else; the step is repeated.");
    }

    /// <summary>Writes down what changed. A day that is too large for memory keeps its versions only.</summary>
    private async Task NoteAsync(string folder, ReportPointer before, DayFile file, int number, CancellationToken cancellation)
    {
        if (file.Count > MostNoted) return;
        var now = await file.ReadAsync(cancellation);
        var lines = Restatements.Between(
            await ReadAsync<AdDelivery>(folder, before.Delivery, cancellation),
            await ReadAsync<AdConversion>(folder, before.Conversion, cancellation),
            now.Deliveries,
            now.Conversions,
            raw.Manifest.PulledAt,
            number);
        await lake.Reports.WriteAsync($"{folder}_restated-{number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture)}.parquet", await ParquetFile.WriteAsync(lines), cancellation);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string folder, string? name, CancellationToken cancellation)
        where T : notnull => name is null ? [] : await ParquetFile.ReadAsync<T>(await lake.Reports.ReadAsync(folder + name, cancellation));
}
