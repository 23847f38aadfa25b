using System.Globalization;
using System.Runtime.CompilerServices;
using Cronos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Whether the last night that should have run is the published one.</summary>
internal sealed class NightExamination(IServiceProvider services) : IExamination
{
    public string Area => "night";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var tables = services.GetRequiredService<ServingTables>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var wanted = Wanted(services.GetRequiredService<Measurement>(), services.GetRequiredService<IConfiguration>()["NightlySchedule"], now);
        if (await services.GetRequiredService<DurableTaskClient>().GetInstanceAsync(NightlyStart.InstanceId(wanted), getInputsAndOutputs: true, cancellation) is { RuntimeStatus: OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated } failed)
            yield return Finding.Failure(Area, $"{failed.InstanceId} ended as {failed.RuntimeStatus}: {failed.FailureDetails?.ErrorMessage ?? "no reason was kept"}", "Mend the cause, then run nightly; the run before it is still published (docs/operations.md).");

        var published = await tables.PublishedAsync(cancellation);
        var run = (await tables.RunsAsync(cancellation)).FirstOrDefault(run => run.Id == published);
        if (run is null) yield return Finding.Warning(Area, "no run has been published yet", "Run nightly, or wait for the next night.");
        else if (run.Night < wanted) yield return Finding.Failure(Area, string.Create(CultureInfo.InvariantCulture, $"published is {run.Id} of {run.Night:yyyy-MM-dd}, but the night of {wanted:yyyy-MM-dd} should have run"), "See whether the app runs; nightly makes up for it.");
        else yield return Finding.Ok(Area, string.Create(CultureInfo.InvariantCulture, $"published is {run.Id} of {run.Night:yyyy-MM-dd}"));
    }

    /// <summary>The night of the last time that the schedule has passed.</summary>
    private static DateOnly Wanted(Measurement measurement, string? schedule, DateTimeOffset now)
    {
        var yesterday = measurement.DayOf(now).AddDays(-1);
        // A day is enough to find one of a schedule that runs daily; one that runs more seldom is taken at its word.
        return CronExpression.TryParse(schedule ?? string.Empty, CronFormat.IncludeSeconds, out var cron) && cron.GetOccurrences(now.UtcDateTime.AddDays(-8), now.UtcDateTime).LastOrDefault() is { Ticks: > 0 } last
            ? measurement.DayOf(new DateTimeOffset(last, TimeSpan.Zero)).AddDays(-1)
            : yesterday;
    }
}
