namespace Pinstitch.Functions.Stitch;

/// <summary>A shard of settled events.</summary>
/// <param name="Events">Blob of the events up to the night.</param>
/// <param name="Edges">Blob of the edges between identifiers in them.</param>
/// <param name="Hash">Hash of the set of these events.</param>
/// <param name="Count">Events after copies were merged, those after the night included.</param>
/// <param name="Duplicates">Messages that repeated one of them.</param>
public sealed record SettledShard(string Events, string Edges, string Hash, int Count, long Duplicates);
