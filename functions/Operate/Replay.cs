using System.Text;
using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>
/// Sends rejected messages to the hub again once they can be landed: after the contract, the configuration or the code
/// was mended. Those that would be rejected again are left where they are. What was sent is noted beside the rejected
/// blob; a replay that is killed before the note sends again, which is harmless because an event's id tells its copies.
/// </summary>
public sealed class Replay(Lake lake, EventReader reader, IEventSender sender)
{
    private const string Notes = "replayed/";
    private const int BatchSize = 500;

    /// <param name="prefix">Which rejected blobs, by the beginning of their names: <c>date=2026-03-01</c>; empty for all.</param>
    /// <param name="dryRun">Only count.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<ReplayResult>> RunAsync(string prefix, bool dryRun, CancellationToken cancellation)
    {
        var result = new ReplayResult(0, 0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        await foreach (var (name, _) in lake.Rejected.ListAsync(prefix.Length == 0 ? LandedBlobs.Prefix : prefix, cancellation))
        {
            if (!name.StartsWith(LandedBlobs.Prefix, StringComparison.Ordinal)) continue;
            var note = Notes + LandedBlobs.Original(name) + ".json";
            var done = (await lake.Rejected.FindAsync(note, cancellation))?.ToObjectFromJson<SortedSet<long>>() ?? [];
            var ready = new List<RejectedRecord>();
            foreach (var record in await RecordsAsync(name, cancellation))
            {
                if (done.Contains(record.Sequence))
                {
                    result = result with { Earlier = result.Earlier + 1 };
                    continue;
                }

                var reading = reader.Read(Encoding.UTF8.GetBytes(record.Body));
                if (reading.Event is not null) ready.Add(record);
                else result = result.Still(reading.Violations[0]);
            }

            foreach (var batch in ready.Chunk(BatchSize))
            {
                if (!dryRun)
                {
                    if (await sender.SendAsync([.. batch.Select(record => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record.Body))], cancellation) is { } fault) return fault;
                    done.UnionWith(batch.Select(record => record.Sequence));
                    await lake.Rejected.WriteAsync(note, BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(done)), cancellation);
                }

                result = result with { Sent = result.Sent + batch.Length };
            }
        }

        return result;
    }

    /// <summary>Each message once, although a repeated delivery may stand there twice.</summary>
    private async Task<IEnumerable<RejectedRecord>> RecordsAsync(string name, CancellationToken cancellation) =>
        Lines.Read(await lake.Rejected.ReadAsync(name, cancellation))
            .Select(line => LandingJson.ReadRejected(line.Span))
            .DistinctBy(record => record.Sequence)
            .OrderBy(record => record.Sequence)
            .ToList();
}
