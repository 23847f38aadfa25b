using System.Text.Json.Serialization;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Functions.Attribute;

/// <summary>Where a run's credit for a shard of persons is: files of the run itself, and of runs before it for what has not changed.</summary>
/// <param name="Hash">Hash of the set of the shard's events with their persons.</param>
/// <param name="Ads">Hash of what links were taken to stand for.</param>
/// <param name="IsOpen">Whether the next night may see other journeys in the same events.</param>
/// <param name="Persons">Persons of the shard.</param>
/// <param name="Journeys">Folder in <c>journeys/</c> with the shard's store and its counts.</param>
/// <param name="Layers">Oldest first; at least one.</param>
public sealed record ShardFiles(string Hash, string Ads, bool IsOpen, int Persons, string Journeys, IReadOnlyList<CreditLayer> Layers)
{
    /// <summary>Folders in <c>journeys/</c> with the events of the shard's persons (<see cref="PersonBook"/>), oldest first; null in manifests of old.</summary>
    public IReadOnlyList<string>? Book { get; init; }

    /// <summary>How many events these are.</summary>
    public int Events { get; init; }

    /// <summary>Which events of the shard's settled weeks books have.</summary>
    public IReadOnlyList<SentPart>? Sent { get; init; }

    /// <summary>Folders in <c>journeys/</c> that are needed for the events.</summary>
    [JsonIgnore]
    public IEnumerable<string> EventFolders => (Book ?? []).Concat((Sent ?? []).Select(part => part.Blob[..part.Blob.LastIndexOf('/')])).Distinct();
}
