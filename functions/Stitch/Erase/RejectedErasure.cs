using System.Globalization;
using System.Security.Cryptography;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>Empties rejected messages that are about somebody who was erased. That they came, and what was wrong with them, stays, so that what was received still balances.</summary>
internal sealed class RejectedErasure(Lake lake, ErasedMessages erased)
{
    /// <returns>How many messages were emptied.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var blobs = new List<BlobFacts>();
        await foreach (var blob in lake.Rejected.FactsAsync(LandedBlobs.Prefix, cancellation)) blobs.Add(blob);
        var count = 0;
        foreach (var blob in blobs)
        {
            var records = Lines.Read(await lake.Rejected.ReadAsync(blob.Name, 0, blob.Length, cancellation)).Select(line => LandingJson.ReadRejected(line.Span)).ToList();
            var hour = DateTimeOffset.ParseExact($"{EventDays.Date(blob.Name)} {Path.GetDirectoryName(blob.Name)![^2..]}Z", "yyyy-MM-dd HHZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var concerned = records.FindAll(record => erased.Concern(record.Body, hour)).ToHashSet();
            if (concerned.Count == 0) continue;
            // Without visitors' addresses and browsers as well: the blob's name says that it has none.
            var content = Lines.Write(records.Select(record => LandingJson.Write(record with { Body = concerned.Contains(record) ? ErasedMessages.Body : ClientRemoval.From(record.Body) })));
            var name = LandedBlobs.Cleared(LandedBlobs.Original(blob.Name), Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
            await lake.Rejected.WriteOnceAsync(name, content, cancellation);
            if (!await lake.Rejected.DeleteAsync(blob, cancellation))
            {
                await lake.Rejected.DeleteAsync(name, cancellation);
                throw new IOException("Messages were rejected meanwhile. Erase again.");
            }

            count += concerned.Count;
        }

        return count;
    }
}
