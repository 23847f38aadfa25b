namespace Pinstitch.Functions.Land;

/// <summary>What of an arrival day is compacted: a pointer that is swapped when the files it names are all there.</summary>
/// <param name="Sources">Landed blobs, and how many bytes from their beginning are in the files.</param>
/// <param name="Files">Parquet files in <c>events/</c>, each with its length.</param>
/// <param name="Late">Events that arrived on this day and belong to an earlier one, by that day: it has to be attributed again.</param>
public sealed record DayManifest(
    SortedDictionary<string, long> Sources,
    SortedDictionary<string, long> Files,
    SortedDictionary<string, long> Late)
{
    /// <summary>What all manifests' names begin with.</summary>
    public const string Prefix = "compacted/";

    public static DayManifest Empty => new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    public static string Name(string date) => $"{Prefix}date={date}.json";
}
