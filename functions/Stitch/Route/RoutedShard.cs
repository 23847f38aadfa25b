using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Stitch.Route;

/// <summary>What a shard has sent.</summary>
/// <param name="Sent">Events for each shard of persons, with their persons.</param>
/// <param name="Left">Blob in <c>runs/</c> of what goes from the shard's own book: person and hash of the line, 32 bytes each. Null for nothing.</param>
/// <param name="LeftHash">Hash of the set of these events with the persons that they leave.</param>
public sealed record RoutedShard(Sections Sent, string? Left, string LeftHash);
