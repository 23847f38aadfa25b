using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>Finds the persons, and keeps which identifier belongs to whom and which edges guard rails held, with the evidence.</summary>
public sealed partial class LinkIdentities(Lake lake, Measurement measurement, Pseudonyms pseudonyms, ILogger<LinkIdentities> logger)
{
    [Function(nameof(LinkIdentities))]
    public async Task<LinkedIdentities> RunAsync([ActivityTrigger] LinkInput input, CancellationToken cancellation)
    {
        var graph = new PersonGraph(measurement.Guards, IdentityRules.From(measurement.Guards, pseudonyms));
        await foreach (var edge in EdgesAsync(input, cancellation)) graph.Add(edge);
        var persons = graph.Link(forLookup: true);
        var evidence = new HeldEvidence(persons);
        await foreach (var edge in EdgesAsync(input, cancellation)) evidence.Add(edge);

        var name = $"{input.Work}/persons.gz";
        await lake.Identity.WriteAsync(name, Lines.Write(PersonLines.Write(persons, evidence.Owners())), cancellation);
        await lake.Identity.WriteAsync($"{input.Work}/held.ndjson.gz", Lines.Write(evidence.Edges().Select(Line)), cancellation);
        var held = evidence.Counts.ToDictionary(item => item.Key.Name(), item => item.Value);
        LogLinked(persons.Count, graph.Edges, persons.Persons(), string.Join(", ", held.Select(item => $"{item.Key} {item.Value}")));
        return new(name, persons.Count, held);
    }

    private async IAsyncEnumerable<IdentityEdge> EdgesAsync(LinkInput input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var blob in input.Edges)
        {
            foreach (var line in Lines.Read(await lake.Runs.ReadAsync(blob, cancellation))) yield return EdgeJson.Read(line);
        }
    }

    private static byte[] Line(HeldEdge held) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        guard = held.Guard.Name(),
        a = held.Edge.A.ToString(),
        b = held.Edge.B.ToString(),
        first_seen = held.Edge.FirstSeen,
        event_id = held.Edge.EventId,
        reason = held.Edge.Reason,
    });

    [LoggerMessage(3001, LogLevel.Information, "{Identifiers} identifiers, {Edges} edges: {Persons} persons; edges held by guard rails: {Held}")]
    private partial void LogLinked(int identifiers, int edges, int persons, string held);
}
