using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Attribute;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Shows where an order's credit comes from, computes it again, and writes the proof.</summary>
internal sealed class TraceVerb() : Verb("trace", "Show an order's touches and credit, compute the credit again, and write its proof")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly Argument<string> Order = new("order") { Description = "The shop's order number" };
    private static readonly Option<string?> Run = new("--run") { Description = "Run to look at (default: the published one)", HelpName = "id" };
    private static readonly Option<string?> Proof = new("--proof") { Description = "Where the proof goes (default: output/proof-<order>.json in the data folder)", HelpName = "file" };

    public override void Define(Command command)
    {
        command.Add(Order);
        command.Add(Run);
        command.Add(Proof);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var (output, orderId) = (context.Output, context.Parse.GetValue(Order)!);
        var lake = context.Services.GetRequiredService<Lake>();
        var runId = context.Parse.GetValue(Run) ?? await context.Services.GetRequiredService<ServingTables>().PublishedAsync(cancellation);
        if (!(await new RunFiles(lake).OpenAsync(runId, cancellation)).TryGet(out var opened, out var fault))
        {
            await output.WriteLineAsync(fault.Text);
            return 1;
        }

        var (run, measurement) = opened;
        var found = await new RunProofs(lake).OfAsync(run, measurement.Attribution, orderId, cancellation).ToListAsync(cancellation);
        if (found.Count == 0)
        {
            await output.WriteLineAsync($"Run {run.Run.Id} has no order '{orderId}'.");
            return 1;
        }

        if (found.Count > 1) await output.WriteLineAsync($"The order was told of {found.Count} persons whom nothing links; the first is shown.");
        var (proof, same) = found[0];
        var path = context.Parse.GetValue(Proof) ?? Path.Combine(context.Folder.Output, $"proof-{string.Concat(orderId.Where(char.IsLetterOrDigit))}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(proof, Json), cancellation);
        await PrintAsync(output, proof);
        await output.WriteLineAsync(same ? "Computed again: the same as in the run, to the cent." : "Computed again: NOT the same as in the run.");
        await output.WriteLineAsync($"Proof: {path}  (check it with: node lab/Proof/recompute.mjs {path})");
        return same ? 0 : 2;
    }

    private static async Task PrintAsync(TextWriter output, OrderProof proof)
    {
        var culture = CultureInfo.InvariantCulture;
        await output.WriteLineAsync(string.Create(culture, $"Order {proof.Order.Id}, {DateTimeOffset.FromUnixTimeMilliseconds(proof.Order.Time):u}, {Value(proof)}, run {proof.RunId}"));
        for (var touch = 0; touch < proof.Touches.Count; touch++)
        {
            var item = proof.Touches[touch];
            var days = (proof.Order.Time - item.Time) / 86_400_000.0;
            await output.WriteLineAsync(string.Create(culture, $"  {days,7:N2} days before  {item.Kind,-5} {item.Channel,-18} {item.CampaignId,-16} {item.Evidence}"));
            foreach (var credit in proof.Credit.Where(credit => credit.Touch == touch))
                await output.WriteLineAsync(string.Create(culture, $"           {credit.Model,-18} {Amount(credit.Minor, proof),14}"));
        }

        if (proof.Credit.Count == 0) await output.WriteLineAsync("  No touch counts: the order is unattributed, or worth nothing.");
    }

    private static string Value(OrderProof proof) => proof.Order.Refunded == 0
        ? Amount(proof.Order.Minor, proof)
        : $"{Amount(proof.Order.Minor, proof)} ({Amount(proof.Order.Gross, proof)} less {Amount(proof.Order.Refunded, proof)} given back)";

    private static string Amount(long minor, OrderProof proof) =>
        $"{Currencies.ToAmount(minor, proof.Order.Currency).ToString($"F{Currencies.MinorDigits(proof.Order.Currency)}", CultureInfo.InvariantCulture)} {proof.Order.Currency}";
}
