using System.Globalization;
using System.Text;
using Pinstitch.Measures;

namespace Pinstitch.Serve;

/// <summary>Writes the page about the served tables, docs/data-dictionary.md, from what the code says of them.</summary>
public static class DataDictionary
{
    public static string Render()
    {
        var page = new StringBuilder("""
            # Data dictionary

            The served tables, one section each. This page is made from the code (`src/Pinstitch/Serve`): change it there, then `PINSTITCH_GOLDEN=write dotnet test` rewrites it. [serve.md](serve.md) says where the tables are, how one run is told from another, and how to read them.

            | Table | One row is |
            |---|---|

            """);
        foreach (var schema in MartTables.All) page.Append(CultureInfo.InvariantCulture, $"| [{schema.Name}](#{schema.Name}) | {schema.Grain} |\n");
        foreach (var schema in MartTables.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {schema.Name}\n\nOne row: {schema.Grain}. In Table Storage: `{schema.TableName}`.\n\n| Column | Type | Meaning |\n|---|---|---|\n");
            foreach (var column in schema.Columns)
                page.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {TypeOf(column)}{(column.IsNullable ? ", may be empty" : string.Empty)} | {column.Description} |\n");
        }

        page.Append("\n## Formulas\n\nThe id goes with the number wherever it is shown; a change of meaning takes a new id.\n\n| Id | Name | What it is |\n|---|---|---|\n");
        foreach (var formula in Formula.All) page.Append(CultureInfo.InvariantCulture, $"| `{formula.Id}` | {formula.Name} | {formula.Definition} |\n");
        return page.ToString();
    }

    private static string TypeOf(MartColumn column) => Type.GetTypeCode(column.Type) switch
    {
        TypeCode.String => "text",
        TypeCode.Boolean => "boolean",
        TypeCode.Int32 or TypeCode.Int64 => "integer",
        TypeCode.Double => "double",
        TypeCode.Decimal => "decimal",
        _ => column.Type == typeof(DateOnly) ? "date" : "instant, UTC",
    };
}
