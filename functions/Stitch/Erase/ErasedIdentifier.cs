namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>A tombstone on storage: what was seen of this identifier up to a time must not come back.</summary>
/// <param name="Key">The identifier's keyed hash, 32 hex digits; without the pepper nobody can tell whose it was.</param>
/// <param name="At">When it was erased.</param>
public sealed record ErasedIdentifier(string Key, DateTimeOffset At);
