using Pinstitch.Attribute.DataDriven;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Attribute;

/// <summary>Adds up the counts of all shards and fits the data-driven models, level by level.</summary>
public sealed class FitModels(Lake lake, Measurement measurement)
{
    [Function(nameof(FitModels))]
    public async Task<FittedModels> RunAsync([ActivityTrigger] FitInput input, CancellationToken cancellation)
    {
        var parts = new List<PathStatisticsRows>();
        foreach (var name in input.Counts) parts.AddRange((await lake.Runs.ReadAsync(name, cancellation)).ToObjectFromJson<List<PathStatisticsRows>>()!);
        DataDrivenFit[] fits = [.. parts.GroupBy(part => part.Level).Select(level => PathStatistics.Merge([.. level]).Fit(measurement.Attribution.DataDriven))];
        var models = CreditPaths.Models(input.Run.Id);
        await lake.Credit.WriteAsync(models, BinaryData.FromObjectAsJson(fits), cancellation);
        return new(models, [.. fits.SelectMany(fit => fit.Withheld.Select(reason => $"{fit.Level}: {reason}"))]);
    }
}
