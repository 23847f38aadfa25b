namespace Pinstitch.Azure.Storage;

/// <summary>A part of a blob: the lines for one shard.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Offset">Where the part begins.</param>
/// <param name="Length">Its length in bytes; 0 for no lines.</param>
public sealed record Section(string Blob, long Offset, long Length);
