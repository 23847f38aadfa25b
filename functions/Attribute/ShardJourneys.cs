using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Shards;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Attribute;

/// <summary>Reads and writes a shard's events, what links stand for, and its state.</summary>
internal sealed class ShardJourneys(Lake lake)
{
    public static string AdsName(string work) => $"{work}/ads.parquet";

    /// <summary>All events of a shard's book.</summary>
    public async Task<PersonEvents> EventsAsync(IReadOnlyList<string> book, CancellationToken cancellation)
    {
        var stored = await StoredBook.OpenAsync(lake, book, cancellation);
        var lines = new List<ReadOnlyMemory<byte>>();
        await foreach (var (person, events) in stored.EventsAsync(stored.Book.Everybody(), cancellation))
            lines.AddRange(events.Select(item => (ReadOnlyMemory<byte>)PersonLines.Route(person, item.Line.Span)));
        return new(lines);
    }

    public async Task<AdDirectory> AdsAsync(string work, CancellationToken cancellation) =>
        new(await ParquetFile.ReadAsync<AdEntity>(await lake.Runs.ReadAsync(AdsName(work), cancellation)));

    public async Task<ShardState> StateAsync(string folder, CancellationToken cancellation)
    {
        var store = JourneyStore.Read((await lake.Journeys.ReadAsync(CreditPaths.Store(folder), cancellation)).ToMemory().Span);
        return new(store, await CountsAsync(folder, cancellation));
    }

    public async Task<IReadOnlyList<PathStatisticsRows>> CountsAsync(string folder, CancellationToken cancellation) =>
        PathStatisticsFile.Read((await lake.Journeys.ReadAsync(CreditPaths.Counts(folder), cancellation)).ToMemory().Span);

    public async Task WriteAsync(string folder, ShardState state, CancellationToken cancellation)
    {
        await lake.Journeys.WriteAsync(CreditPaths.Counts(folder), new(PathStatisticsFile.Write(state.Counts)), cancellation);
        await lake.Journeys.WriteAsync(CreditPaths.Store(folder), new(state.Store.Write()), cancellation);
    }
}
