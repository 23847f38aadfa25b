using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Land.Settle;

/// <summary>What is settled so far: a pointer that is swapped at the end of settling. Without it everything is settled anew, to the same bytes.</summary>
/// <param name="Rules">Version of the code that settled, and the number of shards: other rules, and nothing of it is used.</param>
/// <param name="Shards">Of each shard the blob that lists its weeks.</param>
/// <param name="Former">The same before this night. Their files are deleted by the next one, since a run that has begun may still read them.</param>
/// <param name="Days">Compacted arrival days that are in it, each with a mark of its files.</param>
/// <param name="Open">Landed blobs that are not compacted, and how much of each is in it.</param>
/// <param name="Rejected">Arrival days with rejected messages, as they were counted.</param>
/// <param name="Messages">First and last message of the hub in it, one range a partition.</param>
public sealed record SettledPointer(
    string Rules,
    IReadOnlyList<string> Shards,
    IReadOnlyList<string> Former,
    SortedDictionary<string, string> Days,
    SortedDictionary<string, LandedMark> Open,
    SortedDictionary<string, RejectedDay> Rejected,
    IReadOnlyList<SequenceRange> Messages)
{
    public const string Name = "settled/current.json";

    /// <summary>What the rules of a number of shards are called.</summary>
    public static string RulesOf(int shards) => $"1/{shards}";

    public static SettledPointer Empty(int shards) => new(
        RulesOf(shards), [], [], new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal), []);
}
