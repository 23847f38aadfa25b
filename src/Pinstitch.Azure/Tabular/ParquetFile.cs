using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Pinstitch.Serve;

namespace Pinstitch.Azure.Tabular;

/// <summary>
/// Writes and reads records as Parquet (zstd), column by column. The same records give the same bytes. Money is decimal,
/// times are UTC microseconds, days are dates.
/// </summary>
public static class ParquetFile
{
    private const int Precision = 28;
    private const int Scale = 6;

    /// <summary>The library's own level searches for the smallest file and takes most of the time of a write; the usual one is a few per cent larger.</summary>
    internal static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Optimal, UseDateOnlyTypeForDates = true,
    };

    public static Task<BinaryData> WriteAsync<T>(IReadOnlyList<T> rows)
        where T : notnull => WriteAsync(RecordColumns.Of<T>(), rows);

    public static Task<BinaryData> WriteMartAsync<T>(IReadOnlyList<T> rows)
        where T : MartRow => WriteAsync(MartSchema.Of<T>().Columns, rows);

    public static async Task<IReadOnlyList<T>> ReadAsync<T>(BinaryData content)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(content);
        var columns = RecordColumns.Of<T>();
        var rows = new List<T>();
        await using var reader = await ParquetReader.CreateAsync(content.ToStream(), Options);
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var part = reader.OpenRowGroupReader(group);
            var values = new object?[columns.Count][];
            for (var column = 0; column < columns.Count; column++)
            {
                var field = reader.Schema.DataFields.FirstOrDefault(field => field.Name == columns[column].Name);
                values[column] = field is null ? new object?[part.RowCount] : await ColumnValues.ReadAsync(part, field, columns[column]);
            }

            for (var row = 0; row < part.RowCount; row++) rows.Add((T)RecordColumns.Make<T>(columns, values, row));
        }

        return rows;
    }

    private static async Task<BinaryData> WriteAsync<T>(IReadOnlyList<MartColumn> columns, IReadOnlyList<T> rows)
        where T : notnull
    {
        var schema = new ParquetSchema(columns.Select(Field));
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, Options))
        {
            using var group = writer.CreateRowGroup();
            for (var column = 0; column < columns.Count; column++)
                await ColumnValues.WriteAsync(group, schema.DataFields[column], columns[column], rows);
        }

        return new(stream.ToArray());
    }

    internal static DataField Field(MartColumn column) => column.Type switch
    {
        var type when type == typeof(decimal) => new DecimalDataField(column.Name, Precision, Scale, isNullable: column.IsNullable),
        var type when type == typeof(DateTimeOffset) => new DateTimeDataField(
            column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: column.IsNullable),
        var type => new DataField(column.Name, type, column.IsNullable),
    };
}
