using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;
using Pinstitch.Attribute.Shards;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>
/// Gives credit for the orders and conversions of one shard of persons under every model: of those whose journeys have
/// changed, as a layer over what the run before has made of the others. Many or large layers are taken together.
/// </summary>
public sealed class CreditShard(Lake lake, Measurement measurement)
{
    /// <summary>Layers that one shard may have: each costs a read of its files.</summary>
    private const int MostLayers = 12;

    [Function(nameof(CreditShard))]
    public async Task<ShardFiles> RunAsync([ActivityTrigger] CreditWork work, CancellationToken cancellation)
    {
        var (input, counted) = (work.Input, work.Counted);
        ShardFiles Files(params IReadOnlyList<CreditLayer> layers) => new(input.Hash, input.Ads, counted.IsOpen, counted.Persons, counted.Journeys, layers) { Book = counted.Book, Events = counted.Events, Sent = counted.Sent };
        if (input.Before is not { } before || IsWeighedAnew(work))
        {
            var all = await new ShardJourneys(lake).EventsAsync(counted.Book, cancellation);
            return Files(await WriteAsync(CreditPaths.Whole(input), await CreditAsync(input, all, cancellation), all.Persons, cancellation));
        }

        if (counted.Changed is null) return Files(before.Layers);
        var shard = new ShardJourneys(lake);
        var events = new PersonEvents(Lines.Read(await lake.Runs.ReadAsync(counted.Changed, cancellation)));
        var gone = await lake.Runs.ReadNumbersAsync(counted.Gone!, cancellation);
        UInt128[] persons = [.. events.Persons, .. gone];
        if (persons.Length == 0) return Files(before.Layers);
        var rows = await CreditAsync(input, events, cancellation);
        var layer = await WriteAsync(CreditPaths.Changed(input), rows, persons, cancellation);
        if (before.Layers.Count < MostLayers && before.Layers.Skip(1).Sum(item => item.Persons) + persons.Length <= before.Layers[0].Persons / 2)
            return Files([.. before.Layers, layer]);

        var merged = await new LayeredTable(lake, Files([.. before.Layers, layer]), input.Run.Id).AllAsync(cancellation);
        var store = (await shard.StateAsync(counted.Journeys, cancellation)).Store;
        return Files(await WriteAsync(CreditPaths.Merged(input), merged.Sorted(), [.. store.Persons.Select(person => person.Person)], cancellation));
    }

    /// <summary>Where a model weighs channels by what was fitted, another fit is another credit for everybody.</summary>
    private bool IsWeighedAnew(CreditWork work) =>
        work.EffectsHash != work.BaseEffectsHash && measurement.Attribution.Models.Any(model => model is MemberModel { IsByEffect: true });

    private async Task<LayerRows> CreditAsync(CreditInput input, PersonEvents events, CancellationToken cancellation)
    {
        var ads = await new ShardJourneys(lake).AdsAsync(input.Work, cancellation);
        List<Journey> journeys = [.. events.Persons.Select(person => Journeys.From(person, events.EventsOf(person), measurement.Attribution, ads))];
        var effects = await new RunFiles(lake).EffectsAsync(input.Run.Id, cancellation);
        var credited = new CreditedJourneys(measurement, input.Run.Id, input.Run.Night);
        credited.Add(journeys, effects);
        return new(
            credited.Orders,
            credited.Credits,
            credited.Unattributed,
            credited.Conversions,
            credited.ConversionCredits,
            [.. CreditChange.Of(journeys, measurement, input.Run.Night, effects)],
            [.. journeys.SelectMany(JourneyTouch.Of)]);
    }

    private async Task<CreditLayer> WriteAsync(string folder, LayerRows rows, IReadOnlyList<UInt128> persons, CancellationToken cancellation)
    {
        await rows.WriteAsync(lake, folder, cancellation);
        await lake.Credit.WriteNumbersAsync(CreditPaths.Persons(folder), persons, cancellation);
        return new(folder, persons.Count);
    }
}
