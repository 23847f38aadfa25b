using System.Globalization;
using Pinstitch.Attribute.Shards;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Attribute;

/// <summary>
/// Finds out whose journeys in one shard of persons are other ones than in the run before, makes these, and counts all paths
/// for the data-driven models. Counts leave the shard, paths never do. A shard in which nothing has changed is not read.
/// </summary>
public sealed class CountPaths(Lake lake, Measurement measurement)
{
    [Function(nameof(CountPaths))]
    public async Task<CountedShard> RunAsync([ActivityTrigger] CreditInput input, CancellationToken cancellation)
    {
        if (input.IsSame) return new(input.Before!.Journeys, null, null, input.Before.Persons, 0, IsOpen: false);
        var shard = new ShardJourneys(lake);
        var before = input.Before is { } files ? await shard.StateAsync(files.Journeys, cancellation) : null;
        var events = await shard.EventsAsync(input.Parts, cancellation);
        var state = new ShardNight(measurement, input.Run.Night, await shard.AdsAsync(input.Work, cancellation)).Run(events, before);
        var folder = CreditPaths.Journeys(input);
        await shard.WriteAsync(folder, state, cancellation);

        string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{input.Work}/{kind}-{input.Shard:D3}-{input.Base ?? "anew"}");
        var (changed, gone) = (Name("changed") + ".gz", Name("gone") + ".bin");
        await lake.Runs.WriteAsync(changed, Lines.Write(state.Changed.SelectMany(events.LinesOf).Select(line => line.ToArray())), cancellation);
        await lake.Runs.WriteAsync(gone, ShardJourneys.Persons(state.Gone), cancellation);
        return new(folder, changed, gone, events.Persons.Count, state.Changed.Count, state.Store.Persons.Any(person => person.IsOpen));
    }
}
