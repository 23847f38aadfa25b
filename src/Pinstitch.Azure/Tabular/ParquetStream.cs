using Parquet;
using Parquet.Schema;

namespace Pinstitch.Azure.Tabular;

/// <summary>Opens tables that are written group by group.</summary>
public static class ParquetStream
{
    /// <param name="stream">Where it goes; stays open.</param>
    public static async Task<ParquetStream<TRow>> CreateAsync<TRow>(Stream stream)
        where TRow : notnull
    {
        var columns = RecordColumns.Of<TRow>();
        var schema = new ParquetSchema(columns.Select(ParquetFile.Field));
        return new(columns, schema, await ParquetWriter.CreateAsync(schema, stream, ParquetFile.Options));
    }
}
