using System.Globalization;

namespace Pinstitch.Functions.Attribute;

/// <summary>Where credit is on storage, by run and shard.</summary>
internal static class CreditPaths
{
    /// <summary>With the number of shards in it, so that shards of another splitting are not taken for these.</summary>
    public static string Shard(string runId, int shard, int shards, string table) =>
        string.Create(CultureInfo.InvariantCulture, $"{runId}/shard-{shard:D3}-of-{shards:D3}/{table}.parquet");
}
