using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>Finds the persons, and keeps which identifier belongs to whom and which merges were held, with the evidence.</summary>
public sealed partial class LinkIdentities(Lake lake, Measurement measurement, ILogger<LinkIdentities> logger)
{
    [Function(nameof(LinkIdentities))]
    public async Task<LinkedIdentities> RunAsync([ActivityTrigger] LinkInput input, CancellationToken cancellation)
    {
        var edges = new List<IdentityEdge>();
        foreach (var blob in input.Edges)
            edges.AddRange(Lines.Read(await lake.Runs.ReadAsync(blob, cancellation)).Select(EdgeJson.Read));
        var persons = PersonGraph.Link(edges, measurement.Guards);
        var name = $"{input.Work}/persons.gz";
        await lake.Identity.WriteAsync(name, Lines.Write(PersonLines.Write(persons)), cancellation);
        await lake.Identity.WriteAsync($"{input.Work}/held.ndjson.gz", Lines.Write(persons.Held.Select(Line)), cancellation);
        LogLinked(persons.Identifiers, edges.Count, persons.Held.Count);
        return new(name, persons.Identifiers, persons.Held.Count);
    }

    private static byte[] Line(HeldMerge held) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        guard = held.Guard,
        a = held.Edge.A.ToString(),
        b = held.Edge.B.ToString(),
        first_seen = held.Edge.FirstSeen,
        event_id = held.Edge.EventId,
        reason = held.Edge.Reason,
    });

    [LoggerMessage(3001, LogLevel.Information, "{Identifiers} identifiers linked by {Edges} edges; {Held} merges held by guard rails")]
    private partial void LogLinked(int identifiers, int edges, int held);
}
