namespace Pinstitch.Functions.Land.Settle;

/// <summary>How much of a landed blob is dealt with.</summary>
/// <param name="Created">When the blob was made: one that was deleted and made again is another one.</param>
/// <param name="Length">Bytes from its beginning.</param>
public sealed record LandedMark(DateTimeOffset Created, long Length);
