using DuckDB.NET.Data;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Reads Parquet with DuckDB, as an analyst would: a reader that shares no code with our writer.</summary>
internal static class TwinReader
{
    /// <summary>The rows, each by column name; missing values are null.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Read(byte[] parquet)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, parquet);
            using var connection = new DuckDBConnection("Data Source=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"select * from read_parquet('{file}')";
            using var reader = command.ExecuteReader();
            var rows = new List<IReadOnlyDictionary<string, object?>>();
            while (reader.Read())
            {
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                    reader.GetName,
                    column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
            }

            return rows;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
