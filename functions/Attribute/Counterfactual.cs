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
        foreach (var shard in asked.Files!) journeys.Add(await JourneysAsync(shard, run.Id, cancellation));
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
        await lake.Runs.WriteAsync($"{RunFiles.Counterfactuals}{asked.Run.Id}/{run.Id}.json", BinaryData.FromObjectAsJson(made, System.Text.Json.JsonSerializerOptions.Web), cancellation);
        return made;
    }

    private async Task<IReadOnlyDictionary<string, long>?> FitAsync(RunName run, List<IReadOnlyList<Journey>> journeys, Measurement settings, CancellationToken cancellation)
    {
        var counts = journeys.SelectMany(shard => PathLevels.Count(JourneyStore.Of(shard), null, settings.Attribution));
        DataDrivenFit[] fits = [.. counts.GroupBy(part => part.Level).Select(level => PathStatistics.Merge([.. level]).Fit(settings.Attribution.DataDriven))];
        await lake.Credit.WriteAsync(CreditPaths.Models(run.Id), BinaryData.FromObjectAsJson(fits), cancellation);
        return fits.FirstOrDefault(fit => fit.Level == "channel")?.Effects;
    }

    /// <summary>Journeys as the run left them: orders as they stood, without how they came to.</summary>
    private async Task<IReadOnlyList<Journey>> JourneysAsync(ShardFiles shard, string runId, CancellationToken cancellation)
    {
        var rows = await new LayeredTable(lake, shard, runId).AllAsync(cancellation);
        var touches = rows.Touches.ToLookup(row => row.Person, row => row.ToTouch(), StringComparer.Ordinal);
        var orders = rows.Orders.ToLookup(row => row.CustomerKey, StringComparer.Ordinal);
        var conversions = rows.Conversions.ToLookup(row => row.CustomerKey, StringComparer.Ordinal);
        var blind = rows.Unattributed.Where(row => row.Reason == "no_known_browser").Select(row => row.CustomerKey)
            .Concat(rows.Conversions.Where(row => row.UnattributedReason == "no_known_browser").Select(row => row.CustomerKey))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. touches.Select(person => person.Key).Union(orders.Select(person => person.Key)).Union(conversions.Select(person => person.Key)).Order(StringComparer.Ordinal).Select(person => new Journey(
                UInt128.Parse(person, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                [.. touches[person]],
                [.. orders[person].OrderBy(row => row.PlacedAt).ThenBy(row => row.OrderId, StringComparer.Ordinal).Select(RunFiles.Order)],
                HasBrowser: !blind.Contains(person))
            {
                Conversions = [.. conversions[person].GroupBy(row => row.ConversionType).Select(type => new TypedConversions(type.Key, [.. type.OrderBy(row => row.ReachedAt).ThenBy(row => row.ConversionId, StringComparer.Ordinal).Select(Conversion)]))],
            }),
        ];
    }

    private static Order Conversion(FactConversion row) => new(row.ConversionId, row.ReachedAt, row.ValueCents, 0, row.Currency, row.Versions, row.Source);
}
