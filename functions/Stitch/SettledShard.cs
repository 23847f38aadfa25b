using Pinstitch.Functions.Land.Settle;

namespace Pinstitch.Functions.Stitch;

/// <summary>A shard of settled events.</summary>
/// <param name="List">Blob that names the files of the events up to the night, and of the edges between identifiers in them (<see cref="SettledList"/>).</param>
/// <param name="Weeks">Blob that lists all of the shard's weeks, for the next night.</param>
/// <param name="Hash">Hash of the set of the events up to the night.</param>
/// <param name="Count">Events after copies were merged, those after the night included.</param>
/// <param name="Duplicates">Messages that repeated one of them.</param>
/// <param name="Counts">What the events up to the night are.</param>
public sealed record SettledShard(string List, string Weeks, string Hash, long Count, long Duplicates, SettledCounts Counts);
