using System.Text;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>Makes the night count in the identity store, and says which identifiers are shared and which have changed hands: what sending events to persons goes by.</summary>
public sealed partial class KeepIdentities(Lake lake, IdentityStore store, ILogger<KeepIdentities> logger)
{
    [Function(nameof(KeepIdentities))]
    public async Task<LinkedIdentities> RunAsync([ActivityTrigger] KeepInput input, CancellationToken cancellation)
    {
        var saved = (await lake.Runs.ReadAsync(input.Plan, cancellation)).ToObjectFromJson<SavedPlan>()!;
        var outcome = await store.Night(saved, input.Stitch.Work).FinishAsync(saved.Plan, input.Shards, cancellation);
        var touched = saved.IsAside ? null : $"{input.Stitch.Work}/touched.txt";
        if (touched is not null)
        {
            await WatchAsync(input.Stitch.Night, saved, outcome, cancellation);
            await lake.Identity.WriteAsync(touched, new(PersonFlows.Write(await FlowsAsync(saved, outcome, touched, cancellation))), cancellation);
            await KeepAsync(input.Stitch, saved, outcome, cancellation);
        }

        var figures = StitchFigures.Of(outcome.Manifest);
        LogLinked(figures.Identifiers, figures.Persons, outcome.Changed, input.Shards.Count, string.Join(", ", figures.HeldPairs.Select(item => $"{item.Key} {item.Value}")));
        // Nothing of what was erased since may stay in a book.
        var erased = await store.ErasedHashAsync(cancellation);
        var since = saved.IsAside || input.BaseStep is not { } step || input.BaseErased != erased ? null : await StepNotes.ChangedAsync(lake, step, saved.Plan.Step, cancellation);
        return new(saved.IsAside ? null : outcome.Changes, touched, outcome.Changed, figures)
        {
            View = await ViewAsync(input.Stitch, saved, outcome, since, cancellation),
            Step = saved.IsAside ? null : saved.Plan.Step,
            GoesOn = since is not null,
            Erased = erased,
        };
    }

    private async Task<string> ViewAsync(StitchInput input, SavedPlan saved, NightOutcome outcome, IEnumerable<UInt128>? changed, CancellationToken cancellation)
    {
        var view = new IdentityView(outcome.Manifest.Persons, saved.IsAside ? $"{input.Work}/identity/" : null, saved.Undone, $"{input.Work}/shared.bin", $"{input.Work}/changed.bin");
        var files = store.Files(saved, input.Work);
        var shared = new HashSet<UInt128>();
        foreach (var run in outcome.Manifest.Persons) ChangeRun.FollowShared((await files.ReadAsync(run, cancellation)).Span, shared);
        await lake.Runs.WriteNumbersAsync(view.Shared, shared, cancellation);
        await lake.Runs.WriteNumbersAsync(view.Changed, changed ?? [], cancellation);
        var name = $"{input.Work}/identity-view.json";
        await lake.Runs.WriteAsync(name, BinaryData.FromObjectAsJson(view), cancellation);
        return name;
    }

    /// <exception cref="InvalidOperationException">The night is far from usual; the text says what to do.</exception>
    private async Task WatchAsync(DateOnly night, SavedPlan saved, NightOutcome outcome, CancellationToken cancellation)
    {
        var current = (await store.CurrentAsync(cancellation))?.Pointer;
        if (current is null || saved.Replaced is not null || current.Manifest.Step == saved.Plan.Step) return;
        if (NightWatch.Mistake(current.Nights, outcome.Size, night, store.Guards) is not { } mistake) return;
        LogStopped(mistake);
        throw new InvalidOperationException(mistake);
    }

    /// <summary>What the night has done to persons, and erasures since the night before.</summary>
    private async Task<IReadOnlyList<PersonFlow>> FlowsAsync(SavedPlan saved, NightOutcome outcome, string touched, CancellationToken cancellation)
    {
        var current = (await store.CurrentAsync(cancellation))?.Pointer;
        // An earlier try of this step has got as far as the pointer, which no longer knows what was erased before.
        if (current?.Manifest.Step == saved.Plan.Step && await lake.Identity.FindAsync(touched, cancellation) is { } written) return PersonFlows.Read(written.ToMemory());
        var flows = saved.Replaced is { } replaced
            ? PersonFlows.Between(await store.MapAsync(replaced, IdentityRules.None, cancellation), await store.MapAsync(outcome.Manifest.Persons, store.Rules(saved.Undone), cancellation), new HashSet<Identifier>())
            : outcome.Flows;
        return [.. flows, .. PersonFlows.Read(Encoding.ASCII.GetBytes(current?.Erased ?? string.Empty))];
    }

    /// <summary>Swaps the pointer, unless an earlier try of this very step has done so.</summary>
    private async Task KeepAsync(StitchInput input, SavedPlan saved, NightOutcome outcome, CancellationToken cancellation)
    {
        var plan = saved.Plan;
        var current = await store.CurrentAsync(cancellation);
        if (current is { } kept && kept.Pointer.Manifest.Step == plan.Step && kept.Pointer.Night == input.Night) return;
        if ((current?.Pointer.Manifest.Step ?? 0) != plan.Store.Step)
            throw new InvalidOperationException($"The identity store is at step {current?.Pointer.Manifest.Step}, not {plan.Store.Step} as it was when the night was planned: another night was kept meanwhile. Start the night again.");
        // What a change of rules does is meant, and says nothing of nights.
        IReadOnlyList<NightSize> nights = [.. (current?.Pointer.Nights ?? []).Concat(saved.Replaced is null ? [outcome.Size] : []).TakeLast(NightWatch.Nights)];
        var cause = saved.Replaced is not null ? StepNote.ByRules : saved.Undone.SequenceEqual(saved.Former) ? StepNote.ByNight : StepNote.ByUndo;
        await StepNotes.WriteAsync(lake, new(plan.Step, input.Night, cause), cancellation);
        await store.SwapAsync(new(input.Night, store.RulesHash, outcome.Manifest) { Seen = saved.Seen, Nights = nights, Undone = saved.Undone }, current?.Mark, cancellation);
    }

    [LoggerMessage(3003, LogLevel.Critical, "{Mistake}")]
    private partial void LogStopped(string mistake);

    [LoggerMessage(3001, LogLevel.Information, "{Identifiers} identifiers of {Persons} persons; {Changed} changed by this night in {Shards} shards; pairs held by guard rails: {Held}")]
    private partial void LogLinked(int identifiers, int persons, int changed, int shards, string held);
}
