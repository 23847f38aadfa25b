using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Serve;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Makes an earlier run the one that counts again. Runs never change, so only pointers move.</summary>
internal sealed class RollbackVerb() : Verb("rollback", "Make an earlier run the published one again")
{
    private static readonly Option<string?> To = new("--to") { Description = "Run to publish (default: the one before the published one)", HelpName = "id" };

    public override void Define(Command command) => command.Add(To);

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var tables = context.Services.GetRequiredService<ServingTables>();
        var published = await tables.PublishedAsync(cancellation);
        var runs = await tables.RunsAsync(cancellation);
        var now = runs.FirstOrDefault(run => run.Id == published);
        var target = context.Parse.GetValue(To) is { } asked
            ? runs.FirstOrDefault(run => run.Id.StartsWith(asked, StringComparison.Ordinal))
            : runs.Where(run => now is not null && (run.Night, run.Since).CompareTo((now.Night, now.Since)) < 0).OrderBy(run => (run.Night, run.Since)).LastOrDefault();
        var found = target is null ? null : await new RunFiles(context.Services.GetRequiredService<Lake>()).FindAsync(target.Id, cancellation);
        if (found is null)
        {
            if (runs.Count == 0)
            {
                await context.Output.WriteLineAsync("No run has been published yet.");
                return 1;
            }

            await context.Output.WriteLineAsync($"There is no such run to go back to. Published: {published ?? "none"}; kept: {string.Join(", ", runs.Select(run => run.Id))}.");
            return 1;
        }

        await new PublishRun(context.Services.GetRequiredService<ServingFolders>(), tables).RunAsync(found, cancellation);
        await context.Output.WriteLineAsync($"Published: {found.Run.Id} of {found.Run.Night:yyyy-MM-dd} (before: {published ?? "none"}).");
        return 0;
    }
}
