using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Local.Cost;
using Pinstitch.Functions.Operate;
using Pinstitch.Local.CommandLine;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Local;

/// <summary>Runs a night now instead of when the timer says; the steps it goes through are told on the way.</summary>
internal sealed class NightlyVerb() : Verb("nightly", "Stitch, attribute and publish now, up to the end of a day")
{
    private static readonly Option<DateOnly?> Night = DayOption.Free("--night", "Last day of the run, such as 2026-11-24 (default: yesterday in the shop's zone)");
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON" };

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public override void Define(Command command)
    {
        command.Add(Night);
        command.Add(AsJson);
    }

    /// <returns>0: published; 1: the night failed, the run before is still published; 2: published, but messages are not all accounted for.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var today = context.Services.GetRequiredService<Measurement>().DayOf(context.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var night = context.Parse.GetValue(Night) ?? today.AddDays(-1);
        if (night > today)
        {
            await context.Output.WriteLineAsync(Invariant($"{night:yyyy-MM-dd} is still to come: the last day that can be asked for is {today:yyyy-MM-dd}."));
            return 1;
        }

        await context.StartHostAsync(HostParts.Orchestrations, cancellation);
        using var tally = new StorageTally();
        var clock = context.Services.GetRequiredService<TimeProvider>();
        var began = clock.GetTimestamp();
        var durable = context.Services.GetRequiredService<DurableTaskClient>();
        var id = await NightlyStart.RunAsync(durable, night, cancellation);
        var waiting = durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
        if (!context.Parse.GetValue(AsJson)) await ShowStagesAsync(context, durable, id, waiting, cancellation);
        var done = await waiting;
        if (done.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            await context.Output.WriteLineAsync($"{id} ended as {done.RuntimeStatus}: {done.FailureDetails?.ErrorMessage ?? "no reason was kept"} The run before it is still the published one.");
            return 1;
        }

        var result = done.ReadOutputAs<NightResult>()!;
        var counts = result.Counts;
        var cost = new NightCost(night, result.RunId, Math.Round(clock.GetElapsedTime(began).TotalSeconds, 1), tally.Uses);
        await cost.KeepAsync(context.Services.GetRequiredService<Lake>(), cancellation);
        await context.Output.WriteLineAsync(context.Parse.GetValue(AsJson) ? JsonSerializer.Serialize(new { night, result.RunId, counts, cost.Seconds, storage = cost.Uses }, JsonSerializerOptions.Web) : Text(cost, result));
        return counts.Balances ? 0 : 2;
    }

    private static async Task ShowStagesAsync(VerbContext context, DurableTaskClient durable, string id, Task waiting, CancellationToken cancellation)
    {
        var clock = context.Services.GetRequiredService<TimeProvider>();
        for (string? shown = null; !waiting.IsCompleted; await Task.WhenAny(waiting, Task.Delay(Glance, clock, cancellation)))
        {
            var status = await durable.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation);
            if (status?.ReadCustomStatusAs<Dictionary<string, string>>()?.GetValueOrDefault("stage") is not { } stage || stage == shown || stage == "done") continue;
            shown = stage;
            await context.Output.WriteLineAsync($"{stage} …");
        }
    }

    private static string Text(NightCost cost, NightResult result)
    {
        var counts = result.Counts;
        return string.Join('\n', (IEnumerable<string>)
        [
            Invariant($"Published {result.RunId}: everything up to the end of {cost.Night:yyyy-MM-dd}."),
            Invariant($"  messages  {counts.Received:N0} received = {counts.Landed:N0} landed + {counts.Rejected:N0} rejected + {counts.Duplicates:N0} duplicates; {counts.Late:N0} new ones are of earlier days, which were attributed again"),
            Invariant($"  persons   {counts.Persons:N0}, of whom {counts.Recomputed:N0} were computed anew; the others are as before"),
            .. counts.Stitching is { Persons: > 0 } figures ? (string[])[Invariant($"  known     {figures.ShareKnown:P1} of the persons of several identifiers, {figures.ShareAcrossDevices:P1} seen on several devices; pairs held back: {Held(figures)}")] : [],
            Invariant($"  orders    {counts.Orders:N0} ({counts.Unattributed:N0} unattributed), {counts.Credits:N0} rows of credit"),
            Invariant($"  storage   {cost}; {cost.Seconds:N1} s"),
        ]);
    }

    private static string Held(StitchFigures figures) =>
        figures.HeldPairs.Count == 0 ? "none" : string.Join(", ", figures.HeldPairs.Select(item => Invariant($"{item.Value:N0} {item.Key}")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
