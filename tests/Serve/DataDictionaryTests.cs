using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tests.Serve;

public sealed class DataDictionaryTests
{
    [Fact]
    public void The_page_is_current() => Golden.Check(DataDictionary.Render(), "docs", "data-dictionary.md");

    [Fact]
    public void Names_follow_the_conventions()
    {
        Assert.All(MartTables.All, schema =>
        {
            Assert.Matches("^(dim|fact)_[a-z_]+$|^channel_summary$", schema.Name);
            Assert.Matches("^[a-z][a-z0-9]{2,62}$", schema.TableName);
            Assert.All(schema.Columns, column => Assert.Matches("^[a-z][a-z0-9_]*$", column.Name));
            Assert.All(schema.Columns, column => Assert.True(column.Description.Length > 3, $"{schema.Name}.{column.Name}"));
            Assert.All(schema.Columns.Where(column => column.Type == typeof(bool)), column => Assert.StartsWith("is_", column.Name, StringComparison.Ordinal));
        });
        Assert.All(MartTables.All.Where(schema => schema.Name.StartsWith("fact_", StringComparison.Ordinal)), schema => Assert.Contains(schema.Columns, column => column.Name == "run_id"));
        Assert.Equal(MartTables.All.Count, MartTables.All.Select(schema => schema.TableName).Distinct().Count());
    }

    [Fact]
    public void Every_formula_that_a_column_names_exists()
    {
        var named = MartTables.All.SelectMany(schema => schema.Columns).Where(column => column.Description.Contains("[formula ", StringComparison.Ordinal))
            .Select(column => column.Description.Split("[formula ")[1].TrimEnd(']'));
        Assert.Empty(named.Except(Formula.All.Select(formula => formula.Id)));
    }
}
