using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Functions;
using Pinstitch.Local.Durable;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Replays all finished orchestrations of a demo that ran as a process, from what it left in storage.</summary>
internal static class DemoReplay
{
    /// <summary>The task hub's name as functions/Local/settings.json gives it.</summary>
    private const string Hub = "pinstitch";

    /// <returns>The instances by id, with what is wrong about each; null for nothing.</returns>
    public static Task<IReadOnlyDictionary<string, string?>> CheckAsync(BlobServiceClient blobs, TableServiceClient tables)
    {
        var store = new HistoryStore(tables, new(blobs.GetBlobContainerClient($"{Hub}-largemessages")), Hub);
        return ReplayCheck.RunAsync(store, new FunctionCatalog(typeof(Services).Assembly), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }
}
