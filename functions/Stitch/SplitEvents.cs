using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;

namespace Pinstitch.Functions.Stitch;

/// <summary>Splits a chunk of landed events by event id, so that all copies of an event meet in one shard.</summary>
public sealed class SplitEvents(Lake lake)
{
    [Function(nameof(SplitEvents))]
    public async Task<Sections> RunAsync([ActivityTrigger] SplitInput input, CancellationToken cancellation)
    {
        var names = (await lake.Runs.ReadAsync(PlanNight.ChunkName(input.Work, input.Chunk), cancellation)).ToObjectFromJson<List<string>>()!;
        using var sections = new SectionWriter(input.Shards);
        foreach (var name in names)
        {
            foreach (var line in Lines.Read(await lake.Events.ReadAsync(name, cancellation)))
                sections.Add(Sharding.Of(LandingJson.ReadLanded(line.Span).Event.EventId, input.Shards), line.Span);
        }

        return await sections.WriteAsync(lake.Runs, string.Create(CultureInfo.InvariantCulture, $"{input.Work}/split-{input.Chunk:D5}.gz"), cancellation);
    }
}
