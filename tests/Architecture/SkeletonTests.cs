using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pinstitch.Tests.Architecture;

/// <summary>Holds the repository to its own conventions (CONTRIBUTING.md).</summary>
public sealed partial class SkeletonTests
{
    /// <summary>Files that nobody reads from top to bottom any more.</summary>
    private const int MostLines = 300;

    [Fact]
    public void What_would_make_a_run_unrepeatable_is_banned()
    {
        string[] banned =
        [
            "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
            "M:System.Threading.Tasks.Task.Delay(System.Int32)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)",
            "M:System.Threading.Tasks.Task.Delay(System.Int32,System.Threading.CancellationToken)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan,System.Threading.CancellationToken)",
            "M:System.Threading.Thread.Sleep(System.Int32)", "M:System.Threading.Thread.Sleep(System.TimeSpan)",
            "M:System.Guid.NewGuid", "T:System.Console", "T:System.Random",
        ];
        var lines = Repository.Read("BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(banned.Except(lines.Select(line => line.Split(';')[0])));
        Assert.All(lines, line => Assert.Matches(@"^[PMTF]:[^;]+;.{10,}$", line));
    }

    [Fact]
    public void Only_command_lines_write_to_the_console()
    {
        // Programs whose purpose is a command line say so by their place: the host's CommandLine folder, the lab's programs.
        var offences = new[] { "src", "functions", "lab" }.SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Where(file => !file.Contains("/CommandLine/", StringComparison.Ordinal) && Path.GetFileName(file) != "Program.cs")
            .Where(file => ConsoleUse().IsMatch(File.ReadAllText(file)));
        Assert.Empty(offences);
    }

    [Fact]
    public void Every_package_version_is_central_and_every_central_version_is_used()
    {
        var projects = new[] { "src", "functions", "lab", "tests" }.SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Append(Repository.PathTo("Directory.Build.props"))
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .ToList();
        Assert.DoesNotContain(projects, reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null);
        var central = XDocument.Load(Repository.PathTo("Directory.Packages.props")).Descendants("PackageVersion").Select(item => item.Attribute("Include")!.Value).ToList();
        Assert.Equal(central.Distinct(StringComparer.OrdinalIgnoreCase).Count(), central.Count);
        Assert.Equal(projects.Select(item => item.Attribute("Include")!.Value).Distinct().Order(StringComparer.Ordinal), central.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_are_small()
    {
        var sizes = new[] { "src", "functions" }.SelectMany(folder => Repository.Files(folder, "*.cs")).Select(file => (File: file, Lines: File.ReadLines(file).Count())).OrderBy(size => size.Lines).ToList();
        Assert.DoesNotContain(sizes, size => size.Lines > MostLines);
        Assert.InRange(sizes[sizes.Count / 2].Lines, 1, 70);
        Assert.InRange(sizes[sizes.Count * 9 / 10].Lines, 1, 180);
    }

    [GeneratedRegex(@"(?<![.\w])(System\.)?Console\.\w")]
    private static partial Regex ConsoleUse();
}
