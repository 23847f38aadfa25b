namespace Pinstitch.Functions.Attribute;

/// <summary>Where a run's credit for a shard of persons is: files of the run itself, and of runs before it for what has not changed.</summary>
/// <param name="Hash">Hash of the set of the shard's events with their persons.</param>
/// <param name="Ads">Hash of what links were taken to stand for.</param>
/// <param name="IsOpen">Whether the next night may see other journeys in the same events.</param>
/// <param name="Persons">Persons of the shard.</param>
/// <param name="Journeys">Folder in <c>journeys/</c> with the shard's store and its counts.</param>
/// <param name="Layers">Oldest first; at least one.</param>
public sealed record ShardFiles(string Hash, string Ads, bool IsOpen, int Persons, string Journeys, IReadOnlyList<CreditLayer> Layers);
