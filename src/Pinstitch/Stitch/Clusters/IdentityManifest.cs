namespace Pinstitch.Stitch.Clusters;

/// <summary>What belongs to the identity store after a night. Whoever swaps the manifest makes the night count; files that none names are left over from a night that was cut off.</summary>
/// <param name="Shards">How many parts the store has; fixed when it is made.</param>
/// <param name="Step">How many nights it has taken in.</param>
/// <param name="Index">For each shard the runs of its index, oldest first.</param>
/// <param name="Ledger">For each shard the runs of its ledger, oldest first.</param>
/// <param name="Moves">Runs of the list of clusters that have become part of another one.</param>
/// <param name="Hubs">Runs of the list of hubs.</param>
/// <param name="Persons">Files of changes; followed from the first to the last they tell whose every identifier is. Each is about a part of the identifiers, by key, which its name tells.</param>
/// <param name="Held">By guard rail, how many pairs are held.</param>
public sealed record IdentityManifest(
    int Shards,
    int Step,
    IReadOnlyList<IReadOnlyList<string>> Index,
    IReadOnlyList<IReadOnlyList<string>> Ledger,
    IReadOnlyList<string> Moves,
    IReadOnlyList<string> Hubs,
    IReadOnlyList<string> Persons,
    IReadOnlyList<long> Held)
{
    /// <summary>How many identifiers and persons there are.</summary>
    public PersonCounts Counts { get; init; } = PersonCounts.None;

    /// <summary>A store without anything.</summary>
    public static IdentityManifest Empty(int shards) => new(
        shards,
        0,
        [.. Enumerable.Repeat<IReadOnlyList<string>>([], shards)],
        [.. Enumerable.Repeat<IReadOnlyList<string>>([], shards)],
        [],
        [],
        [],
        new long[Guards.All.Count]);
}
