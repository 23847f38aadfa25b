using Pinstitch.Functions.Stitch.Route;

namespace Pinstitch.Functions.Attribute;

/// <summary>A shard whose journeys are known.</summary>
/// <param name="Journeys">Folder in <c>journeys/</c> with the store and the counts.</param>
/// <param name="Changed">Blob in <c>runs/</c> with the events of the persons whose journey is another one; null where nobody's is.</param>
/// <param name="Gone">Blob in <c>runs/</c> with the persons that there no longer are; null as above.</param>
/// <param name="Persons">Persons of the shard.</param>
/// <param name="Recomputed">Persons whose journey was made in this run.</param>
/// <param name="IsOpen">Whether the next night may see other journeys in the same events.</param>
/// <param name="Book">Folders in <c>journeys/</c> with the events of the shard's persons, oldest first.</param>
/// <param name="Events">How many events these are.</param>
/// <param name="Sent">Which events of the shard's settled weeks books have.</param>
public sealed record CountedShard(
    string Journeys, string? Changed, string? Gone, int Persons, int Recomputed, bool IsOpen, IReadOnlyList<string> Book, int Events, IReadOnlyList<SentPart> Sent);
