using System.Globalization;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;
using Pinstitch.Platforms.Normal;

namespace Pinstitch.Lab.Bench.Collect;

/// <summary>What the collector does with a report: reads, sorts, sums and checks it, and writes both tables day by day.</summary>
internal static class OwnNormalisation
{
    private const int GroupRows = 5_000;

    public static async Task<string> RunAsync(string path)
    {
        var platform = ReportSources.Platforms.Single(platform => platform.Descriptor.Id == "pinterest");
        var account = new AdAccount("pinterest", "549768412345", "Bench", "EUR", "UTC", 90);
        var kind = platform.Reports(account).Single(kind => kind.Id == "ad");
        using var report = NormalReport.Read(new(platform, account, kind, RateTable.None("EUR")), [() => File.OpenRead(path)]).Value;
        var (spend, checkouts, rows) = (0L, 0m, 0L);
        var (deliveries, conversions) = (new List<AdDelivery>(), new List<AdConversion>());
        await using var delivery = await ParquetStream.CreateAsync<AdDelivery>(Temporary());
        await using var conversion = await ParquetStream.CreateAsync<AdConversion>(Temporary());
        foreach (var row in report.Normal(_ => (false, 0)))
        {
            deliveries.Add(row.Delivery!);
            conversions.AddRange(row.Conversions);
            (spend, checkouts, rows) = (spend + row.Delivery!.SpendMicros, checkouts + row.Conversions.Where(claim => claim.Touch == "click").Sum(claim => claim.Count), rows + 1);
            if (deliveries.Count < GroupRows) continue;
            await FlushAsync();
        }

        await FlushAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{rows}/{spend}/{checkouts:0}");

        async Task FlushAsync()
        {
            await delivery.AddAsync(deliveries);
            await conversion.AddAsync(conversions);
            deliveries.Clear();
            conversions.Clear();
        }
    }

    private static FileStream Temporary() =>
        new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
}
