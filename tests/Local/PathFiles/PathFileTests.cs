using Pinstitch.Attribute.DataDriven;
using Pinstitch.Functions.Local.PathFiles;

namespace Pinstitch.Tests.Local.PathFiles;

/// <summary>Files of paths as packages and people write them.</summary>
public sealed class PathFileTests
{
    private static readonly string[] Counted =
    [
        "eta > iota > alpha > eta|10|244.5|3", "iota > iota > iota|2|3.195|6", "alpha|1|0|0", "beta > gamma > beta > beta|0|0|11",
        "eta > iota > alpha > eta|1|20|0", "gamma, the third > alpha|3|30|2", "gamma, the third|0|0|1",
    ];

    [Theory]
    [InlineData("as ChannelAttribution publishes", "path,total_conversions,total_conversion_value,total_null", ",", " > ", "")]
    [InlineData("as R's write.csv does, with row names", "\"\",\"path\",\"total_conversions\",\"total_conversion_value\",\"total_null\"", ",", " > ", "\"1\",")]
    [InlineData("with semicolons, other columns between, no spaces", "path;note;total_conversions;total_conversion_value;total_null", ";", ">", "")]
    [InlineData("with tabs and separators at both ends", "path\ttotal_conversions\ttotal_conversion_value\ttotal_null", "\t", "  >", "> ")]
    public void A_file_reads_the_same_however_it_is_written(string how, string header, string delimiter, string separator, string start)
    {
        Assert.NotEmpty(how);
        var lines = Counted.Select(line => line.Split('|')).Select(cells => string.Join(delimiter,
        [
            start.EndsWith(',') ? start + Quoted(cells[0].Replace(" > ", separator, StringComparison.Ordinal)) : Quoted(start + cells[0].Replace(" > ", separator, StringComparison.Ordinal) + (start.Length > 0 ? separator + " " : string.Empty)),
            .. header.Contains("note", StringComparison.Ordinal) ? new[] { "x" } : [],
            .. cells[1..],
        ]));
        var paths = Read(string.Join("\r\n", lines.Prepend(header)) + "\r\n");
        Assert.Equal(
            Counted.Select(line => line.Split('|')).Select(cells => $"{cells[0]}|{cells[1]}|{cells[2]}|{cells[3]}"),
            paths.Select(path => FormattableString.Invariant($"{string.Join(" > ", path.Path)}|{path.Conversions}|{path.Value}|{path.Nulls}")));
    }

    [Fact]
    public void Paths_on_several_rows_count_as_one()
    {
        var twice = Read("path,total_conversions,total_null\na > b,2,1\nb,0,3\na > b,1,4\n");
        var once = Read("path,total_conversions,total_null\na > b,3,5\nb,0,3\n");
        Assert.Equal(new ObservedPaths(once).Credit(3).ToList(), new ObservedPaths(twice).Credit(3).ToList());
    }

    [Fact]
    public void Journeys_of_one_a_row_are_marked_as_converted_or_not()
    {
        var paths = Read("path,has_transaction,worth\nDirect > Google Search,True,12.5\nDirect,False,\nDirect > Facebook,false,NaN\nFacebook,TRUE,1e1\n", new() { Conversions = "has_transaction", Value = "worth" });
        Assert.Equal([(1m, 12.5m, 0m), (0m, 0m, 1m), (0m, 0m, 1m), (1m, 10m, 0m)], paths.Select(path => (path.Conversions, path.Value, path.Nulls)));
    }

    [Fact]
    public void What_is_left_out_is_nothing_and_without_counts_each_row_is_a_conversion()
    {
        Assert.Equal([(2m, 0m, 0m), (0m, 0m, 4m)], Read("path,total_conversions,total_null\na,2,\nb,NA,4\n").Select(path => (path.Conversions, path.Value, path.Nulls)));
        Assert.Equal([(1m, 0m, 0m), (1m, 0m, 0m)], Read("path\na >>> b\nb\n", new() { Separator = ">>>" }).Select(path => (path.Conversions, path.Value, path.Nulls)));
    }

    [Theory]
    [InlineData("way,total_conversions\na,1\n", "no column 'path'. It has: way, total_conversions.")]
    [InlineData("path,total_conversions\na,1\nb,-2\n", "Line 3")]
    [InlineData("path,total_conversions\na,one\n", "not negative, with a decimal point")]
    [InlineData("path,total_conversions\n > ,1\n", "Line 2")]
    [InlineData("path,total_conversions,total_null\na,0,0\n", "no paths with a count")]
    [InlineData("path,total_conversions\n", "no paths with a count")]
    [InlineData("path,total_conversions\na,1,2\n", "Line 2")]
    public void A_file_that_is_wrong_is_told_with_its_line(string text, string says) =>
        Assert.Contains(says, Try(text, new()).Fault!.Text, StringComparison.Ordinal);

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    private static List<ObservedPath> Read(string text, PathColumns? columns = null) => Try(text, columns ?? new()).Value;

    private static Outcome<List<ObservedPath>> Try(string text, PathColumns columns)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("pinstitch-paths-").FullName, "paths.csv");
        try
        {
            File.WriteAllText(file, text);
            return PathFile.Read(file, columns, null);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
