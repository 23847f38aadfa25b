using System.Text;
using Pinstitch.Functions.Local.Entrances;

namespace Pinstitch.Tests.Local.Entrances;

public sealed class CsvRowsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("id,name\n1,Anna\n", null)]
    [InlineData("\uFEFFid,name\r\n1,Anna\r\n", null)]
    [InlineData("id;name\n1;Anna", null)]
    [InlineData("id\tname\n1\tAnna\n", null)]
    [InlineData("id|name\n1|Anna\n", "|")]
    [InlineData("\"id\",\" name \"\n\"1\",\"Anna\"\n\n", null)]
    public void Delimiters_marks_and_quotes_are_found_out(string content, string? delimiter)
    {
        var row = Assert.Single(Rows(content, delimiter));
        Assert.Equal((2, null, "1", "Anna"), (row.Number, row.Mistake, row.Record.GetProperty("id").GetString(), row.Record.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_quoted_value_may_hold_the_delimiter_quotes_and_lines_and_lines_go_on_being_counted()
    {
        var rows = Rows("id,note\n1,\"a, \"\"b\"\"\nc\"\n2,x\n");
        Assert.Equal([(2, "a, \"b\"\nc"), (4, "x")], rows.Select(row => (row.Number, row.Record.GetProperty("note").GetString()!)));
    }

    [Fact]
    public void A_row_of_another_length_is_told_with_its_line_and_the_others_are_read()
    {
        var rows = Rows("id,name\n1,Anna\n2,Muster, Max\n3\n4,Eva\n");
        Assert.Equal([2, 3, 4, 5], rows.Select(row => row.Number));
        Assert.Contains("3 values, and the first row names 2 columns. A value with the delimiter in it needs quotes.", rows[1].Mistake, StringComparison.Ordinal);
        Assert.Contains("1 values", rows[2].Mistake, StringComparison.Ordinal);
        Assert.Equal("Eva", rows[3].Record.GetProperty("name").GetString());
    }

    [Fact]
    public void An_empty_value_is_none() => Assert.False(Assert.Single(Rows("id,name\n1,  \n")).Record.TryGetProperty("name", out _));

    [Fact]
    public void A_file_that_is_wrong_as_a_whole_says_so()
    {
        Assert.Contains("is empty", Fault(""), StringComparison.Ordinal);
        Assert.Contains("'id' twice", Fault("id,id\n1,2\n"), StringComparison.Ordinal);
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("id,größe\n1,2\n"));
        Assert.Contains("not in UTF-8", CsvRows.Open(file, null).Fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_UTF_16_with_its_mark_is_read()
    {
        File.WriteAllText(file, "id,name\n1,Zoë\n", Encoding.Unicode);
        using var rows = CsvRows.Open(file, null).Value;
        Assert.Equal("Zoë", Assert.Single(rows.Read()).Record.GetProperty("name").GetString());
    }

    private string Fault(string content)
    {
        File.WriteAllText(file, content);
        return CsvRows.Open(file, null).Fault!.Text;
    }

    private List<CsvRow> Rows(string content, string? delimiter = null)
    {
        File.WriteAllText(file, content, new UTF8Encoding(false));
        using var rows = CsvRows.Open(file, delimiter).Value;
        return [.. rows.Read()];
    }
}
