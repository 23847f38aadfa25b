using Pinstitch.Functions.Land.Settle;

namespace Pinstitch.Functions.Land;

/// <summary>What of an arrival day is compacted: a pointer that is swapped when the files it names are all there.</summary>
/// <param name="Sources">Landed blobs, and how much of each is in the files.</param>
/// <param name="Files">Parquet files in <c>events/</c>, each with its length.</param>
/// <param name="Late">Events that arrived on this day and belong to an earlier one, by that day. What a night does about them is in <see cref="ChangedDays"/>.</param>
public sealed record DayManifest(
    SortedDictionary<string, LandedMark> Sources,
    SortedDictionary<string, long> Files,
    SortedDictionary<string, long> Late)
{
    /// <summary>What all manifests' names begin with.</summary>
    public const string Prefix = "compacted/";

    public static DayManifest Empty => new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    public static string Name(string date) => $"{Prefix}date={date}.json";
}
