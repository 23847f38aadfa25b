using Parquet;
using Parquet.Schema;
using Pinstitch.Serve;

namespace Pinstitch.Azure.Tabular;

/// <summary>Moves one column between records and a row group.</summary>
internal static class ColumnValues
{
    public static Task WriteAsync<T>(ParquetRowGroupWriter group, DataField field, MartColumn column, IReadOnlyList<T> rows)
        where T : notnull => column.Type switch
    {
        var type when type == typeof(string) => group.WriteAsync(field, Texts(column, rows)),
        var type when type == typeof(long) => PutAsync<T, long>(group, field, column, rows),
        var type when type == typeof(int) => PutAsync<T, int>(group, field, column, rows),
        var type when type == typeof(bool) => PutAsync<T, bool>(group, field, column, rows),
        var type when type == typeof(double) => PutAsync<T, double>(group, field, column, rows),
        var type when type == typeof(decimal) => PutAsync<T, decimal>(group, field, column, rows),
        var type when type == typeof(DateOnly) => PutAsync<T, DateOnly>(group, field, column, rows),
        var type when type == typeof(DateTimeOffset) => PutAsync<T, DateTime>(group, field, column, rows, value => ((DateTimeOffset)value).UtcDateTime),
        var type => throw new NotSupportedException($"Column {column.Name}: no Parquet type for {type.Name}."),
    };

    public static async Task<object?[]> ReadAsync(ParquetRowGroupReader group, DataField field, MartColumn column)
    {
        if (column.Type == typeof(string))
        {
            var texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory());
            return texts;
        }

        return column.Type switch
        {
            var type when type == typeof(long) => await GetAsync<long>(group, field),
            var type when type == typeof(int) => await GetAsync<int>(group, field),
            var type when type == typeof(bool) => await GetAsync<bool>(group, field),
            var type when type == typeof(double) => await GetAsync<double>(group, field),
            var type when type == typeof(decimal) => await GetAsync<decimal>(group, field),
            var type when type == typeof(DateOnly) => await GetAsync<DateOnly>(group, field),
            var type when type == typeof(DateTimeOffset) => await GetAsync<DateTime>(group, field, value => new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc))),
            var type => throw new NotSupportedException($"Column {column.Name}: no Parquet type for {type.Name}."),
        };
    }

    private static string?[] Texts<T>(MartColumn column, IReadOnlyList<T> rows)
        where T : notnull
    {
        var texts = new string?[rows.Count];
        for (var row = 0; row < rows.Count; row++) texts[row] = (string?)column.Read(rows[row]);
        return texts;
    }

    private static async Task PutAsync<T, TValue>(
        ParquetRowGroupWriter group, DataField field, MartColumn column, IReadOnlyList<T> rows, Func<object, object>? convert = null)
        where T : notnull
        where TValue : struct
    {
        if (column.IsNullable)
        {
            var values = new TValue?[rows.Count];
            for (var row = 0; row < rows.Count; row++)
                values[row] = column.Read(rows[row]) is { } value ? (TValue)(convert?.Invoke(value) ?? value) : null;
            await group.WriteAsync<TValue>(field, values);
        }
        else
        {
            var values = new TValue[rows.Count];
            for (var row = 0; row < rows.Count; row++)
            {
                var value = column.Read(rows[row])!;
                values[row] = (TValue)(convert?.Invoke(value) ?? value);
            }

            await group.WriteAsync<TValue>(field, values);
        }
    }

    private static async Task<object?[]> GetAsync<TValue>(ParquetRowGroupReader group, DataField field, Func<object, object>? convert = null)
        where TValue : struct
    {
        if (field.IsNullable)
        {
            var values = new TValue?[group.RowCount];
            await group.ReadAsync<TValue>(field, values.AsMemory());
            return Array.ConvertAll(values, value => value is { } some ? convert?.Invoke(some) ?? some : null);
        }
        else
        {
            var values = new TValue[group.RowCount];
            await group.ReadAsync<TValue>(field, values.AsMemory());
            return Array.ConvertAll(values, value => (object?)(convert?.Invoke(value) ?? value));
        }
    }
}
