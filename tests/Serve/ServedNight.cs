using Pinstitch.Attribute.DataDriven;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;
using Pinstitch.Tests.Tell;

namespace Pinstitch.Tests.Serve;

/// <summary>The small shop as the stages before left it in storage, and the activities that serve it.</summary>
internal sealed class ServedNight(SmallShop shop, string events = "events")
{
    public ServeInput Input { get; } = new(
        shop.Run with { EventsHash = events }, $"night={SmallShop.Night:yyyy-MM-dd}/{events}", 1, new NightCounts(1234, 1234, 0, 0, 321, 0, shop.Orders.Count, 0, 0), Files(shop.Run with { EventsHash = events }));

    public string RunId => Input.Run.Id;

    /// <summary>Puts the reports and the credit where serving finds them.</summary>
    public async Task PrepareAsync(ServingAccount account, CancellationToken stop)
    {
        var marts = shop.Marts();
        await account.Lake.Reports.WriteAsync("delivery.parquet", await ParquetFile.WriteAsync(shop.Deliveries), stop);
        await account.Lake.Reports.WriteAsync("claims.parquet", await ParquetFile.WriteAsync(shop.Conversions), stop);
        await account.Lake.Runs.WriteAsync(
            CurrentReports.ListName(Input.Work), BinaryData.FromObjectAsJson(new[] { new CurrentReport("campaign", "delivery.parquet", "claims.parquet") }), stop);
        DataDrivenFit[] fits = [new("channel", 12, 34, ["12 conversions, fewer than 300"], [])];
        await account.Lake.Credit.WriteAsync(CreditPaths.Models(RunId), BinaryData.FromObjectAsJson(fits), stop);
        await new LayerRows(marts.Orders, marts.Credits, marts.Unattributed, marts.Conversions, marts.ConversionCredits, [], []).WriteAsync(account.Lake, Input.Files![0].Layers[0].Folder, stop);
    }

    public async Task ServeAsync(ServingAccount account, CancellationToken stop)
    {
        await WriteAsync(account, stop);
        await PublishAsync(account, stop);
    }

    public Task WriteAsync(ServingAccount account, CancellationToken stop) =>
        new ServeRun(account.Lake, account.Folders, account.Tables, shop.Measurement, new(account.Lake, shop.Measurement, new FixedClock(new(SmallShop.Night, new(5, 0), TimeSpan.Zero)))).RunAsync(Input, stop);

    public Task PublishAsync(ServingAccount account, CancellationToken stop) =>
        new PublishRun(account.Folders, account.Tables).RunAsync(Input, stop);

    private static ShardFiles[] Files(RunName run) => [new("hash", "ads", false, 321, $"{run.Id}/shard-000-of-001", [new($"{run.Id}/shard-000-of-001/whole", 321)])];
}
