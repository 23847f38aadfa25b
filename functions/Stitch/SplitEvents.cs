using System.Globalization;
using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;

namespace Pinstitch.Functions.Stitch;

/// <summary>Splits a chunk of landed events by event id, so that all copies of an event meet in one shard.</summary>
public sealed class SplitEvents(Lake lake)
{
    [Function(nameof(SplitEvents))]
    public async Task<SplitChunk> RunAsync([ActivityTrigger] SplitInput input, CancellationToken cancellation)
    {
        var parts = (await lake.Runs.ReadAsync(PlanNight.ChunkName(input.Work, input.Chunk), cancellation)).ToObjectFromJson<List<Section>>()!;
        var messages = new SequenceSet();
        using var sections = new SectionWriter(input.Shards);
        foreach (var part in parts)
        {
            if (part.Blob.EndsWith(".parquet", StringComparison.Ordinal))
            {
                foreach (var row in await ParquetFile.ReadAsync<StoredLine>(await lake.Events.ReadAsync(part.Blob, cancellation)))
                {
                    messages.Add(row.Partition, row.Sequence);
                    sections.Add(Sharding.Of(row.EventId, input.Shards), Encoding.UTF8.GetBytes(row.Line));
                }

                continue;
            }

            foreach (var line in Lines.Read(await lake.Events.ReadAsync(part.Blob, part.Offset, part.Length, cancellation)))
            {
                var record = LandingJson.ReadLanded(line.Span);
                messages.Add(record.Partition, record.Sequence);
                // Without the visitor's address and browser: what steps hand each other may outlive a night that was killed.
                var lean = record.Event.Client is null ? line.Span : LandingJson.Write(record with { Event = record.Event with { Client = null } });
                sections.Add(Sharding.Of(record.Event.EventId, input.Shards), lean);
            }
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{input.Work}/split-{input.Chunk:D5}.gz");
        return new(await sections.WriteAsync(lake.Runs, name, cancellation), messages.Spans());
    }
}
