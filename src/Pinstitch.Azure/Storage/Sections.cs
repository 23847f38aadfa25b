namespace Pinstitch.Azure.Storage;

/// <summary>A blob in which the lines for each shard stand together.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Offsets">Where each shard's lines begin, and at the end the blob's length.</param>
public sealed record Sections(string Blob, IReadOnlyList<long> Offsets)
{
    /// <summary>Hash of the set of lines in each section (<c>ContentHash</c>); null where it was not asked for.</summary>
    public IReadOnlyList<string>? Hashes { get; init; }

    public Section Of(int shard) => new(Blob, Offsets[shard], Offsets[shard + 1] - Offsets[shard]);
}
