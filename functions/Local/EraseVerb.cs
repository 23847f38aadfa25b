using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Local.Entrances;
using Pinstitch.Functions.Stitch.Erase;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hub;

namespace Pinstitch.Functions.Local;

/// <summary>Erases persons from everything that is kept; the next nightly run makes journeys and credit without them.</summary>
internal sealed class EraseVerb() : Verb("erase", "Erase persons from events, identities, journeys and tables, and keep what was seen so far from coming back")
{
    private static readonly Argument<string[]> Who = new("person")
    {
        Description = "A person's id (32 hex digits), or an identifier of the person, such as email:anna@shop.example or customer_id:1001; several at once cost no more than one",
        Arity = ArgumentArity.OneOrMore,
    };

    public override void Define(Command command) => command.Add(Who);

    /// <returns>0: erased; 1: a name is none, or a night is running: nobody was erased.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        // Without orchestrations: a night that another host has left stays where it is, and is seen.
        await context.StartHostAsync(HostParts.Hub, cancellation);
        await foreach (var night in context.Services.GetRequiredService<DurableTaskClient>().GetAllInstancesAsync(
            new(Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending], InstanceIdPrefix: "nightly-")))
        {
            await context.Output.WriteLineAsync($"{night.InstanceId} is running. Nobody was erased: erase when it is over.");
            return 1;
        }

        // What still waits in the hub belongs to what was seen so far.
        await Landing.FinishAsync(context, cancellation);
        var erasure = ActivatorUtilities.CreateInstance<Erasure>(context.Services);
        if (!(await erasure.RunAsync(context.Parse.GetValue(Who)!, cancellation)).TryGet(out var erased, out var fault))
        {
            await context.Output.WriteLineAsync(fault.Text);
            return 1;
        }

        context.Services.GetRequiredService<EventHubs>().Get(context.Services.GetRequiredService<IConfiguration>()["EventHubName"]!).Forget();
        var (identifiers, counts) = erased;
        await context.Output.WriteLineAsync($"{identifiers.Count} identifiers are erased: {counts.Files:N0} files of events were written again, {counts.Messages:N0} rejected messages emptied, {counts.Edges:N0} edges taken out, {counts.Rows:N0} served rows are nobody's now.");
        await context.Output.WriteLineAsync(counts.Files + counts.Edges > 0
            ? "Totals of the published run are what they were. Journeys and credit of all runs are gone: the next nightly run makes them anew."
            : "Nothing was known of them. What is seen of them from now on is somebody's anew.");
        return 0;
    }
}
