using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Stitch;
using Pinstitch.Local.CommandLine;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Local;

/// <summary>Lists the pairs of identifiers that were seen together and are not linked, with the guard rail that holds each and its earliest evidence.</summary>
internal sealed class HeldVerb() : Verb("held", "List the pairs of identifiers that guard rails hold, each with its earliest evidence")
{
    private static readonly Option<string?> Only = new("--guard") { Description = $"Those of one guard rail: {string.Join(", ", Guards.All.Select(guard => guard.Name()))}" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write each pair as a line of JSON" };
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Define(Command command)
    {
        command.Add(Only);
        command.Add(AsJson);
    }

    /// <returns>0: shown; 1: there is no such guard rail, or no night yet.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var name = context.Parse.GetValue(Only);
        var only = name is null ? null : Guards.Find(name);
        if (name is not null && only is null) return await EndAsync(context, $"'{name}' is no guard rail. There are {string.Join(", ", Guards.All.Select(guard => guard.Name()))}.");
        await context.StartHostAsync(HostParts.Storage, cancellation);
        if (await context.Services.GetRequiredService<IdentityStore>().CurrentAsync(cancellation) is not { } current) return await EndAsync(context, "No night has been stitched yet.");
        var pairs = (await ActivatorUtilities.CreateInstance<IdentityEvidence>(context.Services).HeldAsync(current.Pointer, cancellation)).Where(pair => only is null || pair.Guard == only).ToList();
        var isJson = context.Parse.GetValue(AsJson);
        foreach (var pair in pairs) await context.Output.WriteLineAsync(isJson ? Line(pair) : WhyVerb.Text(pair.Edge, pair.Guard));
        if (!isJson) await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{pairs.Count:N0} pairs are held as of the night {current.Pointer.Night:yyyy-MM-dd}."));
        return 0;
    }

    private static string Line(HeldEdge pair) => JsonSerializer.Serialize(
        new { guard = pair.Guard.Name(), a = pair.Edge.A.ToString(), b = pair.Edge.B.ToString(), pair.Edge.FirstSeen, pair.Edge.EventId, pair.Edge.Reason, pair.Edge.Source }, Json);

    private static async Task<int> EndAsync(VerbContext context, string text)
    {
        await context.Output.WriteLineAsync(text);
        return 1;
    }
}
