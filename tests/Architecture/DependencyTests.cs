using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pinstitch.Tests.Architecture;

/// <summary>Holds the code to the dependency rules of docs/how-it-works.md.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] Stages = ["Collect", "Land", "Stitch", "Attribute", "Serve", "Tell"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Pinstitch"] = [],
        ["Pinstitch.Platforms"] = ["Pinstitch"],
        ["Pinstitch.Azure"] = ["Pinstitch"],
        ["Pinstitch.Local"] = [],
        ["Pinstitch.Functions"] = ["Pinstitch", "Pinstitch.Platforms", "Pinstitch.Azure", "Pinstitch.Local", "Pinstitch.Lab.Shop"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    public static TheoryData<string> StageNames => [.. Stages];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_the_projects_it_may(string name)
    {
        var file = Repository.Files("src", "*.csproj").Concat(Repository.Files("functions", "*.csproj")).Single(path => Path.GetFileNameWithoutExtension(path) == name);
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(StageNames))]
    public void A_stage_uses_no_later_stage(string stage)
    {
        var later = Stages.SkipWhile(name => name != stage).Skip(1).ToHashSet();
        var offences = Repository.Files($"src/Pinstitch/{stage}", "*.cs")
            .SelectMany(path => StageName().Matches(File.ReadAllText(path)).Select(match => (Path: Path.GetFileName(path), Stage: match.Groups[1].Value)))
            .Where(use => later.Contains(use.Stage))
            .Select(use => $"{use.Path} uses {use.Stage}");
        Assert.Empty(offences);
    }

    [Fact]
    public void The_domain_knows_no_Azure_no_HTTP_and_no_clock()
    {
        string[] barred = ["Azure", "Microsoft.Azure", "System.Net.Http", "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting"];
        var references = Assembly.Load("Pinstitch").GetReferencedAssemblies().Select(item => item.Name!);
        Assert.DoesNotContain(references, name => barred.Any(start => name == start || name.StartsWith(start + '.', StringComparison.Ordinal)));
        Assert.DoesNotContain(Repository.Files("src/Pinstitch", "*.cs"), path => File.ReadAllText(path).Contains("TimeProvider.System", StringComparison.Ordinal));
    }

    [Fact]
    public void No_function_is_compiled_in_two_ways_by_conditions()
    {
        Assert.DoesNotContain(Repository.Files("functions", "*.cs"), path => Condition().IsMatch(File.ReadAllText(path)));
    }

    [GeneratedRegex(@"Pinstitch\.(Collect|Land|Stitch|Attribute|Serve|Tell)\b")]
    private static partial Regex StageName();

    [GeneratedRegex(@"^\s*#if\b", RegexOptions.Multiline)]
    private static partial Regex Condition();
}
