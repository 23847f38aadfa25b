using Parquet;
using Parquet.Schema;
using Pinstitch.Serve;

namespace Pinstitch.Azure.Tabular;

/// <summary>Writes records as Parquet group by group, for tables that are larger than memory. The same groups give the same bytes.</summary>
public sealed class ParquetStream<TRow> : IAsyncDisposable
    where TRow : notnull
{
    private readonly IReadOnlyList<MartColumn> columns;
    private readonly ParquetSchema schema;
    private readonly ParquetWriter writer;

    internal ParquetStream(IReadOnlyList<MartColumn> columns, ParquetSchema schema, ParquetWriter writer) =>
        (this.columns, this.schema, this.writer) = (columns, schema, writer);

    /// <summary>Adds a row group.</summary>
    public async Task AddAsync(IReadOnlyList<TRow> rows)
    {
        using var group = writer.CreateRowGroup();
        for (var column = 0; column < columns.Count; column++)
            await ColumnValues.WriteAsync(group, schema.DataFields[column], columns[column], rows);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
