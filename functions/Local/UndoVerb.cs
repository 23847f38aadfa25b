using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Local.CommandLine;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Local;

/// <summary>Makes two identifiers count as never seen together; without any, lists what is undone.</summary>
internal sealed class UndoVerb() : Verb("undo", "Make two identifiers count as never seen together, or take that back; without any, list what is undone")
{
    private static readonly Argument<string?> One = new("identifier") { Description = "Such as email:anna@shop.example, customer_id:1001 or pseudonym:email:… with 32 hex digits", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Two = new("other") { Description = "The identifier that it was seen with", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Back = new("--back") { Description = "Let what was undone count again" };
    private static readonly Option<bool> Now = new("--now") { Description = "Run the latest night again at once, instead of waiting for the next one" };

    public override void Define(Command command)
    {
        command.Add(One);
        command.Add(Two);
        command.Add(Back);
        command.Add(Now);
    }

    /// <returns>0: undone, or it was before; 1: bad input, or there is no such edge: nothing is changed.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var names = new[] { context.Parse.GetValue(One), context.Parse.GetValue(Two) }.OfType<string>().ToList();
        if ((names.Count == 1 ? "Name both identifiers of the edge." : names.Select(NamedIdentifier.Mistake).OfType<string>().FirstOrDefault()) is { } mistake)
        {
            await context.Output.WriteLineAsync(mistake);
            return 1;
        }

        var runsNow = context.Parse.GetValue(Now);
        await context.StartHostAsync(runsNow ? HostParts.Orchestrations : HostParts.Storage, cancellation);
        var store = context.Services.GetRequiredService<IdentityStore>();
        var (pairs, mark) = await store.UndoneAsync(cancellation);
        if (names.Count == 0)
        {
            foreach (var item in pairs) await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{item.At:u}  pseudonym:{item.A} with pseudonym:{item.B}"));
            if (pairs.Count == 0) await context.Output.WriteLineAsync("Nothing is undone.");
            return 0;
        }

        if (await store.CurrentAsync(cancellation) is not { } current)
        {
            await context.Output.WriteLineAsync("No night has been stitched yet.");
            return 1;
        }

        var tombstones = await store.TombstonesAsync(cancellation);
        var ends = names.ConvertAll(name => tombstones.Latest(NamedIdentifier.Read(name, context.Services.GetRequiredService<Pseudonyms>())));
        var pair = UndonePair.Of(ends[0], ends[1], context.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (context.Parse.GetValue(Back))
        {
            if (!pairs.Any(pair.IsOf))
            {
                await context.Output.WriteLineAsync("That pair is not undone. A pair under identity.exclude is taken back there.");
                return 1;
            }

            await store.WriteUndoneAsync(pairs.Where(item => !pair.IsOf(item)), mark, cancellation);
        }
        else
        {
            if (await RefusalAsync(context, current.Pointer, ends[0], ends[1], cancellation) is { } refusal)
            {
                await context.Output.WriteLineAsync(refusal);
                return 1;
            }

            if (!pairs.Any(pair.IsOf)) await store.WriteUndoneAsync(pairs.Append(pair), mark, cancellation);
        }

        if (runsNow) return await NightAsync(context, current.Pointer.Night, cancellation);
        await context.Output.WriteLineAsync("It takes effect with the next nightly run; --now runs the latest one again.");
        return 0;
    }

    /// <summary>Why there is nothing to undo, and what there is instead.</summary>
    private static async Task<string?> RefusalAsync(VerbContext context, IdentityPointer pointer, Identifier one, Identifier two, CancellationToken cancellation)
    {
        var edges = await ActivatorUtilities.CreateInstance<IdentityEvidence>(context.Services).ReadAsync(night: null, cancellation);
        var (a, b) = one < two ? (one, two) : (two, one);
        if (edges.Any(edge => edge.A == a && edge.B == b)) return null;
        var store = context.Services.GetRequiredService<IdentityStore>();
        var persons = await store.MapAsync(pointer.Manifest.Persons, store.Rules(pointer.Undone), cancellation);
        return Explanation.Of(edges, persons, one, two) is { Steps.Count: > 0 } way
            ? $"They were never seen together in one event. Undo one of the edges between them:\n{string.Join('\n', way.Steps.Select(step => WhyVerb.Text(step.Edge, step.Guard)))}"
            : "They were never seen together, and nothing leads from one to the other.";
    }

    private static async Task<int> NightAsync(VerbContext context, DateOnly night, CancellationToken cancellation)
    {
        var durable = context.Services.GetRequiredService<DurableTaskClient>();
        var done = await durable.WaitForInstanceCompletionAsync(await NightlyStart.RunAsync(durable, night, cancellation), getInputsAndOutputs: true, cancellation);
        if (done.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            await context.Output.WriteLineAsync($"The night ended as {done.RuntimeStatus}: {done.FailureDetails?.ErrorMessage ?? "no reason was kept"} The run before it is still the published one.");
            return 1;
        }

        var store = context.Services.GetRequiredService<IdentityStore>();
        var steps = await StepNotes.ReadAsync(context.Services.GetRequiredService<Lake>(), (await store.CurrentAsync(cancellation))!.Value.Pointer.Manifest.Step, cancellation);
        var moved = steps[^1].Note.Cause == StepNote.ByUndo ? steps[^1].Changes.Where(change => change.Before != change.After).ToList() : [];
        await context.Output.WriteLineAsync($"Published {done.ReadOutputAs<NightResult>()!.RunId}: {moved.Count:N0} identifiers have another person.");
        foreach (var change in moved) await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {change.Identifier}: {change.Before:x32} → {change.After:x32}"));
        return 0;
    }
}
