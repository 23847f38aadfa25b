using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What says that a raw report is whole: written after its parts, never changed.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Report">The report kind as it was then.</param>
/// <param name="ApiVersion">Version of the API.</param>
/// <param name="PulledAt">When it was fetched.</param>
/// <param name="Parts">Number of parts.</param>
/// <param name="Bytes">Their length before packing.</param>
/// <param name="Rows">Their rows.</param>
/// <param name="Sha256">Hash over all of them, before packing; over the hashes of the shares where it came in shares.</param>
/// <param name="Run">The run that fetched it.</param>
public sealed record RawManifest(
    ReportRequest Request, ReportKind Report, string ApiVersion, DateTimeOffset PulledAt, int Parts, long Bytes, long Rows, string Sha256, string Run)
{
    /// <summary>The shares that it came in, whose parts are its parts; empty where it came as a whole.</summary>
    public IReadOnlyList<RawReport> Shares { get; init; } = [];
}
