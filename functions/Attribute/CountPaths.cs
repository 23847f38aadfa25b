using System.Globalization;
using Pinstitch.Attribute.Shards;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Attribute;

/// <summary>
/// Brings the shard's book up to date, makes the journeys of the persons whose events have changed, and counts all paths
/// for the data-driven models. Counts leave the shard, paths never do. Only these persons' events are read.
/// </summary>
public sealed class CountPaths(Lake lake, Measurement measurement)
{
    [Function(nameof(CountPaths))]
    public async Task<CountedShard> RunAsync([ActivityTrigger] CreditInput input, CancellationToken cancellation)
    {
        var book = new ShardBook(lake, input);
        var sent = await book.KeepSentAsync(cancellation);
        if (input.IsSame) return new(input.Before!.Journeys, null, null, input.Before.Persons, 0, IsOpen: false, input.Before.Book!, input.Before.Events, sent);
        var shard = new ShardJourneys(lake);
        var before = input.Before is { } files ? await shard.StateAsync(files.Journeys, cancellation) : null;
        var night = new ShardNight(measurement, input.Run.Night, await shard.AdsAsync(input.Work, cancellation));
        var (events, changed) = await book.ReadAsync(before is null ? null : night.Awaited(before), cancellation);
        var state = input.Book is null || before is null ? night.Run(events, before) : night.Run(events, changed, before);
        var folder = CreditPaths.Journeys(input);
        await shard.WriteAsync(folder, state, cancellation);
        var (kept, count) = await book.WriteAsync(events, changed, cancellation);

        string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{input.Work}/{kind}-{input.Shard:D3}-{input.Base ?? "anew"}");
        var (other, gone) = (Name("changed") + ".gz", Name("gone") + ".bin");
        await lake.Runs.WriteAsync(other, Lines.Write(state.Changed.SelectMany(events.LinesOf).Select(line => line.ToArray())), cancellation);
        await lake.Runs.WriteNumbersAsync(gone, state.Gone, cancellation);
        return new(folder, other, gone, state.Store.Persons.Count, state.Changed.Count, state.Store.Persons.Any(person => person.IsOpen), kept, count, sent);
    }
}
