using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>One person shard and what the night has for it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Work">Folder of what its steps hand each other.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Shards">How many there are.</param>
/// <param name="Parts">Events that were sent to the shard.</param>
/// <param name="Left">Blob in <c>runs/</c> of the events that leave it (<see cref="RoutedShard"/>); null for none.</param>
/// <param name="Sent">Blob in <c>runs/</c> that lists <see cref="SentPart"/>.</param>
/// <param name="Book">Folders in <c>journeys/</c> of the book that these events come on top of; null when they are all that there are.</param>
/// <param name="BookBase">Id of the run whose book that is; null for none.</param>
/// <param name="Hash">Hash of the set of the shard's events, with their persons, after this night.</param>
/// <param name="Base">Id of the run that is gone on from; null for none.</param>
/// <param name="Before">What that run made of the shard.</param>
/// <param name="Ads">Hash of what links stand for.</param>
public sealed record CreditInput(
    RunName Run,
    string Work,
    int Shard,
    int Shards,
    IReadOnlyList<Section> Parts,
    string? Left,
    string Sent,
    IReadOnlyList<string>? Book,
    string? BookBase,
    string Hash,
    string? Base,
    ShardFiles? Before,
    string Ads)
{
    /// <summary>Whether nothing that decides the shard's journeys has changed.</summary>
    public bool IsSame => Book is not null && Before is { IsOpen: false } before && before.Hash == Hash && before.Ads == Ads;
}
