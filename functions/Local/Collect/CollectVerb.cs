using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Local.CommandLine;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Local.Collect;

/// <summary>Collects now instead of when the timer says, and shows how fresh everything is.</summary>
internal sealed class CollectVerb() : Verb("collect", "Collect the ad platforms' reports now and show how fresh they are")
{
    public override void Define(Command command)
    {
        command.Add(CollectOptions.Platform);
        command.Add(CollectOptions.Json);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Orchestrations, cancellation);
        var services = context.Services;
        var (measurement, sources, lake) = (services.GetRequiredService<Measurement>(), services.GetRequiredService<ReportSources>(), services.GetRequiredService<Lake>());
        var (durable, clock) = (services.GetRequiredService<DurableTaskClient>(), services.GetRequiredService<TimeProvider>());
        var accounts = CollectOptions.Accounts(context.Parse, measurement);
        // The first run of an account fetches what the night needs, the second one the rest.
        var passes = 1;
        foreach (var account in accounts) passes = await FreshnessBook.FindAsync(lake, account.Platform, account.Id, cancellation) is null ? 2 : passes;
        for (var pass = 0; pass < passes; pass++)
        {
            foreach (var account in accounts) await CollectionStart.OneAsync(account, sources, durable, clock, null, cancellation);
            foreach (var account in accounts) await durable.WaitForInstanceCompletionAsync(CollectionStart.InstanceId(account), cancellation);
        }

        return await FreshnessTable.ShowAsync(context, lake, accounts, cancellation);
    }
}
