using System.Globalization;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Adds up the counts of all shards and fits the data-driven models, level by level.</summary>
public sealed class FitModels(Lake lake, Measurement measurement)
{
    [Function(nameof(FitModels))]
    public async Task<FittedModels> RunAsync([ActivityTrigger] FitInput input, CancellationToken cancellation)
    {
        var parts = new List<PathStatisticsRows>();
        foreach (var folder in input.Journeys) parts.AddRange(await new ShardJourneys(lake).CountsAsync(folder, cancellation));
        DataDrivenFit[] fits = [.. parts.GroupBy(part => part.Level).Select(level => PathStatistics.Merge([.. level]).Fit(measurement.Attribution.DataDriven))];
        var models = CreditPaths.Models(input.Run.Id);
        await lake.Credit.WriteAsync(models, BinaryData.FromObjectAsJson(fits), cancellation);
        var files = new RunFiles(lake);
        return new(
            models,
            [.. fits.SelectMany(fit => fit.Withheld.Select(reason => $"{fit.Level}: {reason}"))],
            HashOf(await files.EffectsAsync(input.Run.Id, cancellation)),
            input.Base is null ? null : HashOf(await files.EffectsAsync(input.Base, cancellation)));
    }

    private static string HashOf(IReadOnlyDictionary<string, long>? effects) =>
        RunName.HashOf(effects is null ? [] : effects.Select(effect => string.Create(CultureInfo.InvariantCulture, $"{effect.Key} {effect.Value}")));
}
