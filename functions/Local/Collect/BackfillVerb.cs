using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Local.CommandLine;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Local.Collect;

/// <summary>
/// Fetches a range of days of every report, in pieces that the platforms accept. Stopped, it goes on where it was when it is
/// started again: pieces that are published are in the history, jobs that are under way in the ledger.
/// </summary>
internal sealed class BackfillVerb() : Verb("backfill", "Fetch a range of days of every report; can be stopped and started again")
{
    public override void Define(Command command)
    {
        command.Add(CollectOptions.From);
        command.Add(CollectOptions.To);
        command.Add(CollectOptions.Platform);
        command.Add(CollectOptions.Json);
        command.Validators.Add(result =>
        {
            // A day that cannot be read has its own error.
            if (DayOption.In(result, CollectOptions.From) > DayOption.In(result, CollectOptions.To)) result.AddError("--from must not be after --to.");
        });
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Orchestrations, cancellation);
        var services = context.Services;
        var (measurement, sources, durable, clock) = (
            services.GetRequiredService<Measurement>(), services.GetRequiredService<ReportSources>(), services.GetRequiredService<DurableTaskClient>(), services.GetRequiredService<TimeProvider>());
        var days = (context.Parse.GetValue(CollectOptions.From), context.Parse.GetValue(CollectOptions.To));
        var accounts = CollectOptions.Accounts(context.Parse, measurement);
        foreach (var account in accounts)
        {
            // One that is under way, a usual run or a backfill that was stopped, is brought to its end first.
            while (!await CollectionStart.OneAsync(account, sources, durable, clock, days, cancellation))
                await durable.WaitForInstanceCompletionAsync(CollectionStart.InstanceId(account), cancellation);
        }

        foreach (var account in accounts) await durable.WaitForInstanceCompletionAsync(CollectionStart.InstanceId(account), cancellation);
        return await FreshnessTable.ShowAsync(context, services.GetRequiredService<Lake>(), accounts, cancellation);
    }
}
