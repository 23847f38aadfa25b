using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Attribute;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Computes the credit of every order again and writes their proofs, one a line.</summary>
internal sealed class ProofsVerb() : Verb("proofs", "Compute the credit of every order of a run again, and write the proofs of all")
{
    private static readonly Option<string?> Run = new("--run") { Description = "Run to look at (default: the published one)", HelpName = "id" };
    private static readonly Option<string?> Out = new("--out") { Description = "Where the proofs go, one a line (default: output/proofs-<run>.jsonl in the data folder)", HelpName = "file" };

    public override void Define(Command command)
    {
        command.Add(Run);
        command.Add(Out);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var output = context.Output;
        var lake = context.Services.GetRequiredService<Lake>();
        var runId = context.Parse.GetValue(Run) ?? await context.Services.GetRequiredService<ServingTables>().PublishedAsync(cancellation);
        if (!(await new RunFiles(lake).OpenAsync(runId, cancellation)).TryGet(out var opened, out var fault))
        {
            await output.WriteLineAsync(fault.Text);
            return 1;
        }

        var (run, measurement) = opened;
        var path = Path.GetFullPath(context.Parse.GetValue(Out) ?? Path.Combine(context.Folder.Output, $"proofs-{run.Run.Id}.jsonl"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (orders, credited, different) = (0, 0, 0);
        await using (var file = new StreamWriter(path))
        {
            await foreach (var (proof, isAsStored) in new RunProofs(lake).OfAsync(run, measurement.Attribution, null, cancellation))
            {
                await file.WriteLineAsync(JsonSerializer.Serialize(proof, JsonSerializerOptions.Web));
                orders++;
                if (proof.Credit.Count > 0) credited++;
                if (isAsStored) continue;
                different++;
                await output.WriteLineAsync($"{proof.Order.Id}: computed again, NOT the same as in the run.");
            }
        }

        var models = measurement.Attribution.Models.Count;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{orders:N0} orders, {credited:N0} of them with credit, under {models} models computed again: {(different == 0 ? "all the same as in the run, to the cent." : $"{different:N0} NOT the same as in the run.")}"));
        await output.WriteLineAsync($"Proofs: {path}  (check them with: node lab/Proof/recompute.mjs {path})");
        return different == 0 ? 0 : 2;
    }
}
