using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Shards;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>
/// Gives credit again for the journeys of a run, under other settings. The result is a run of its own, with an id of its own,
/// that is never served: it can be looked at with <c>diff</c> and <c>trace</c>, and goes when the run goes that it asks about.
/// </summary>
internal sealed class Counterfactual(Lake lake)
{
    /// <param name="asked">The run whose journeys are taken.</param>
    /// <param name="settings">The other settings; what decides which journeys there are must be the same.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The run under these settings.</returns>
    public async Task<ServeInput> RunAsync(ServeInput asked, Measurement settings, CancellationToken cancellation)
    {
        var run = asked.Run with { ConfigHash = settings.Hash };
        var journeys = new List<IReadOnlyList<Journey>>();
        foreach (var shard in asked.Files!) journeys.Add([.. (await new StoredJourneys(lake).OfShardAsync(shard, run.Id, cancellation)).Select(item => item.Journey)]);
        var effects = await FitAsync(run, journeys, settings, cancellation);

        var files = new List<ShardFiles>();
        var (orders, credits, unattributed) = (0, 0, 0);
        foreach (var (shard, place) in asked.Files.Select((shard, place) => (shard, place)))
        {
            var credited = new CreditedJourneys(settings, run.Id, run.Night);
            credited.Add(journeys[place], effects);
            var rows = new LayerRows(
                credited.Orders, credited.Credits, credited.Unattributed, credited.Conversions, credited.ConversionCredits, [], [.. journeys[place].SelectMany(JourneyTouch.Of)]);
            var folder = string.Create(CultureInfo.InvariantCulture, $"{run.Id}/shard-{place:D3}-of-{asked.Shards:D3}/whole");
            await rows.WriteAsync(lake, folder, cancellation);
            files.Add(shard with { Layers = [new(folder, journeys[place].Count)] });
            (orders, credits, unattributed) = (orders + credited.Orders.Count, credits + credited.Credits.Count, unattributed + credited.Unattributed.Count);
        }

        var counts = asked.Counts with { Recomputed = journeys.Sum(shard => shard.Count), Orders = orders, Credits = credits, Unattributed = unattributed };
        var made = asked with { Run = run, Counts = counts, Files = files };
        await new RunFiles(lake).KeepSettingsAsync(settings, cancellation);
        await lake.Runs.WriteAsync($"{RunFiles.Counterfactuals}{asked.Run.Id}/{run.Id}.json", BinaryData.FromObjectAsJson(made, System.Text.Json.JsonSerializerOptions.Web), cancellation);
        return made;
    }

    private async Task<IReadOnlyDictionary<string, long>?> FitAsync(RunName run, List<IReadOnlyList<Journey>> journeys, Measurement settings, CancellationToken cancellation)
    {
        var counts = journeys.SelectMany(shard => PathLevels.Count(JourneyStore.Of(shard), settings.Attribution));
        DataDrivenFit[] fits = [.. counts.GroupBy(part => part.Level).Select(level => PathStatistics.Merge([.. level]).Fit(settings.Attribution.DataDriven))];
        await lake.Credit.WriteAsync(CreditPaths.Models(run.Id), BinaryData.FromObjectAsJson(fits), cancellation);
        return fits.FirstOrDefault(fit => fit.Level == "channel")?.Effects;
    }
}
