using System.Globalization;
using DuckDB.NET.Data;

namespace Pinstitch.Lab.Bench.Collect;

/// <summary>The straightforward way with DuckDB: read the rows, sort, write Parquet. It gets them line by line, since it holds a document that is one object in memory many times over.</summary>
internal static class DuckDbNormalisation
{
    public static async Task<string> RunAsync(string path)
    {
        var target = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".parquet");
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SET threads = 2;
            SET memory_limit = '4GB';
            COPY (
              SELECT r.DATE AS date, r.CAMPAIGN_ID AS campaign_id, r.CAMPAIGN_NAME AS campaign_name, r.AD_GROUP_ID AS ad_group_id, r.AD_GROUP_NAME AS ad_group_name, r.AD_ID AS ad_id, r.AD_NAME AS ad_name,
                     r.SPEND_IN_MICRO_DOLLAR AS spend_micros, r.SPEND_IN_MICRO_DOLLAR / 1e6::DECIMAL(18,6) AS spend, r.IMPRESSION_1 AS impressions, r.IMPRESSION_2 AS impressions_earned,
                     r.CLICKTHROUGH_1 AS clicks, r.CLICKTHROUGH_2 AS clicks_earned, r.OUTBOUND_CLICK_1 AS outbound_clicks, r.REPIN_1 AS saves, r.ENGAGEMENT_1 AS engagements,
                     r.TOTAL_IMPRESSION_USER AS reach, r.VIDEO_MRC_VIEWS_1 AS video_views, r.TOTAL_CLICK_CHECKOUT AS click_checkout, r.TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR AS click_checkout_value, r.TOTAL_VIEW_CHECKOUT AS view_checkout
              FROM read_json('{path}.ndjson', format = 'newline_delimited', columns = {Shape}) AS r
              ORDER BY date, campaign_id, ad_group_id, ad_id
            ) TO '{target}' (FORMAT parquet, COMPRESSION zstd);
            """;
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"SELECT count(*), sum(spend_micros)::BIGINT, sum(click_checkout)::BIGINT FROM '{target}'";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var sum = string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt64(0)}/{reader.GetInt64(1)}/{reader.GetInt64(2)}");
        File.Delete(target);
        return sum;
    }

    private const string Shape = "{ DATE: 'VARCHAR', CAMPAIGN_ID: 'VARCHAR', CAMPAIGN_NAME: 'VARCHAR', AD_GROUP_ID: 'VARCHAR', AD_GROUP_NAME: 'VARCHAR', AD_ID: 'VARCHAR', AD_NAME: 'VARCHAR', SPEND_IN_MICRO_DOLLAR: 'BIGINT', IMPRESSION_1: 'BIGINT', IMPRESSION_2: 'BIGINT', CLICKTHROUGH_1: 'BIGINT', CLICKTHROUGH_2: 'BIGINT', OUTBOUND_CLICK_1: 'BIGINT', REPIN_1: 'BIGINT', ENGAGEMENT_1: 'BIGINT', TOTAL_IMPRESSION_USER: 'BIGINT', VIDEO_MRC_VIEWS_1: 'BIGINT', TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 'BIGINT', TOTAL_CLICK_CHECKOUT: 'DOUBLE', TOTAL_VIEW_CHECKOUT: 'DOUBLE' }";
}
