using System.Security.Cryptography;
using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>Makes one raw report of the shares that it came in: a manifest that leads to theirs, so that it is read and rebuilt like any other.</summary>
public sealed class JoinShares(JobLedger ledger, Lake lake)
{
    [Function(nameof(JoinShares))]
    public async Task<Step<RawReport>> RunAsync([ActivityTrigger] SharedStep input, CancellationToken cancellation)
    {
        var step = input.Step;
        var job = await ledger.GetAsync(step.Request, cancellation);
        var shares = new List<RawManifest>();
        foreach (var share in input.Shares)
            shares.Add((await lake.Raw.ReadAsync(ReportPaths.Manifest(share.Folder), cancellation)).ToObjectFromJson<RawManifest>(JobLedger.Json)!);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', shares.Select(share => share.Sha256)))));
        var folder = ReportPaths.Raw(step.Request, step.Run, hash[..16]);
        var (parts, rows) = (shares.Sum(share => share.Parts), shares.Sum(share => share.Rows));
        // As old as the latest share, so that a repeat writes the same.
        var manifest = shares[0] with
        {
            Request = step.Request, PulledAt = shares.Max(share => share.PulledAt), Parts = parts, Bytes = shares.Sum(share => share.Bytes), Rows = rows, Sha256 = hash, Run = step.Run, Shares = input.Shares,
        };
        await lake.Raw.WriteOnceAsync(ReportPaths.Manifest(folder), BinaryData.FromObjectAsJson(manifest, JobLedger.Json), cancellation);
        if (job.State < JobState.Downloaded) await ledger.SaveAsync(job.To(JobState.Downloaded) with { Raw = folder, RawHash = hash }, cancellation);
        return new(new(folder, parts, rows), null);
    }
}
