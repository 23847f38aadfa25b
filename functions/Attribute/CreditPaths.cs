using System.Globalization;

namespace Pinstitch.Functions.Attribute;

/// <summary>Where credit is on storage, by run and shard. Folders carry the number of shards, so that shards of another splitting are not taken for these.</summary>
internal static class CreditPaths
{
    /// <summary>What data-driven models came to, in <c>credit/</c>.</summary>
    public static string Models(string runId) => $"{runId}/data-driven.json";

    /// <summary>Folder in <c>journeys/</c> of a shard's store.</summary>
    public static string Journeys(CreditInput input) => $"{input.Run.Id}/{Shard(input)}";

    /// <summary>Folder of credit that was made anew for the whole shard.</summary>
    public static string Whole(CreditInput input) => $"{input.Run.Id}/{Shard(input)}/whole";

    /// <summary>Folder of credit that was made of the changed persons only. What these are follows from both runs.</summary>
    public static string Changed(CreditInput input) => $"{input.Run.Id}/{Shard(input)}/since-{input.Base}";

    /// <summary>Folder of all of the shard's credit, taken together from layers.</summary>
    public static string Merged(CreditInput input) => $"{input.Run.Id}/{Shard(input)}/merged";

    /// <summary>Folder in <c>journeys/</c> of the events of the shard's persons: of all, of the changed ones only, or of all taken together from layers; and of what is known of the shard's settled weeks.</summary>
    public static string Book(CreditInput input, string kind) => $"{input.Run.Id}/{Shard(input)}/events-{kind}";

    public static string Table(string folder, string table) => $"{folder}/{table}.parquet";

    public static string Persons(string folder) => $"{folder}/persons.bin";

    public static string Store(string folder) => $"{folder}/store.bin";

    public static string Counts(string folder) => $"{folder}/paths.bin";

    /// <summary>The run that a folder belongs to.</summary>
    public static string RunOf(string folder) => folder.Split('/')[0];

    private static string Shard(CreditInput input) => string.Create(CultureInfo.InvariantCulture, $"shard-{input.Shard:D3}-of-{input.Shards:D3}");
}
