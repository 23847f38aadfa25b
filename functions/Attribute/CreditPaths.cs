using System.Globalization;

namespace Pinstitch.Functions.Attribute;

/// <summary>Where credit is on storage, by run and shard.</summary>
internal static class CreditPaths
{
    /// <summary>What data-driven models came to, in <c>credit/</c>.</summary>
    public static string Models(string runId) => $"{runId}/data-driven.json";

    /// <summary>A shard's counts for the data-driven models, in <c>runs/</c>.</summary>
    public static string Counts(string work, int shard) => string.Create(CultureInfo.InvariantCulture, $"{work}/paths-{shard:D3}.json");

    /// <summary>With the number of shards in it, so that shards of another splitting are not taken for these.</summary>
    public static string Shard(string runId, int shard, int shards, string table) =>
        string.Create(CultureInfo.InvariantCulture, $"{runId}/shard-{shard:D3}-of-{shards:D3}/{table}.parquet");
}
