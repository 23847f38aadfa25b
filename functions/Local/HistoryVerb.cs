using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Local.CommandLine;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Local;

/// <summary>Shows the merge log of a person: which identifiers came in which night, who became part of it, and what it lost, with the evidence.</summary>
internal sealed class HistoryVerb() : Verb("history", "Show a person's merge log: identifiers added, persons merged and split, night by night, with the evidence")
{
    private static readonly Argument<string> Who = new("person") { Description = "A person's id (32 hex digits), or an identifier of the person, such as email:anna@shop.example" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the entries as JSON" };
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Define(Command command)
    {
        command.Add(Who);
        command.Add(AsJson);
    }

    /// <returns>0: shown; 1: bad input, or nobody has that id.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var name = context.Parse.GetValue(Who)!;
        var isPerson = UInt128.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var person) && name.Length == 32;
        if (!isPerson && NamedIdentifier.Mistake(name) is { } mistake) return await EndAsync(context, mistake);
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var store = context.Services.GetRequiredService<IdentityStore>();
        if (await store.CurrentAsync(cancellation) is not { } current) return await EndAsync(context, "No night has been stitched yet.");
        var persons = await store.MapAsync(current.Pointer.Manifest.Persons, store.Rules(current.Pointer.Undone), cancellation);
        if (!isPerson)
        {
            var identifier = (await store.TombstonesAsync(cancellation)).Latest(NamedIdentifier.Read(name, context.Services.GetRequiredService<Pseudonyms>()));
            var found = persons.Find(identifier);
            if (found.Guard is { } guard) return await EndAsync(context, $"{identifier} links nobody: {guard.Name()}.");
            person = found.Person;
        }

        var history = PersonHistory.Of(await StepNotes.ReadAsync(context.Services.GetRequiredService<Lake>(), current.Pointer.Manifest.Step, cancellation), person);
        if (history.Count == 0) return await EndAsync(context, string.Create(CultureInfo.InvariantCulture, $"{person:x32} has no history: nobody has that id, or it is one identifier that was never seen with another."));
        // What is undone or held has brought nobody anything.
        var edges = (await ActivatorUtilities.CreateInstance<IdentityEvidence>(context.Services).ReadAsync(current.Pointer.Night, cancellation)).Where(edge => persons.GuardOf(edge.A, edge.B) is null).ToList();
        if (!context.Parse.GetValue(AsJson)) await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Person {person:x32}"));
        foreach (var entry in history) await WriteAsync(context, entry, PersonHistory.Evidence(entry, edges));
        return 0;
    }

    private static async Task WriteAsync(VerbContext context, HistoryEntry entry, IdentityEdge? edge)
    {
        if (context.Parse.GetValue(AsJson))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    entry.Night,
                    entry.Kind,
                    entry.Cause,
                    person = Hex(entry.Person),
                    other = entry.Other is { } person ? Hex(person) : null,
                    guard = entry.Guard?.Name(),
                    identifiers = entry.Identifiers.Select(identifier => identifier.ToString()),
                    evidence = edge is null ? null : new { a = edge.A.ToString(), b = edge.B.ToString(), edge.FirstSeen, edge.EventId, edge.Reason, edge.Source },
                },
                Json));
            return;
        }

        var what = entry.Kind switch
        {
            "merged" => $"{Hex(entry.Other!.Value)} became part of {Hex(entry.Person)}, with",
            "split" => $"{Hex(entry.Person)} lost to {Hex(entry.Other!.Value)}",
            "held" => $"{Hex(entry.Person)} lost by {entry.Guard!.Value.Name()}",
            "added" => $"{Hex(entry.Person)} got",
            _ => $"{Hex(entry.Person)} was found anew with",
        };
        await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{entry.Night:yyyy-MM-dd}  {what}{(entry.Cause == StepNote.ByNight ? string.Empty : $" ({entry.Cause})")}"));
        foreach (var identifier in entry.Identifiers) await context.Output.WriteLineAsync($"    {identifier}");
        if (edge is not null) await context.Output.WriteLineAsync($"    by{WhyVerb.Text(edge, null)}");
    }

    private static async Task<int> EndAsync(VerbContext context, string text)
    {
        await context.Output.WriteLineAsync(text);
        return 1;
    }

    private static string Hex(UInt128 person) => person.ToString("x32", CultureInfo.InvariantCulture);
}
