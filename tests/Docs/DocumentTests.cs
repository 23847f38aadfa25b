using System.Text.RegularExpressions;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Tests.Docs;

/// <summary>What the documents say of the repository is true: files, links, commands.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Tops = ["functions", "src", "lab", "tests", "infra", "docs", "config", "schemas", ".ci", ".github"];

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Repository.Files("docs", "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_file_that_a_document_names_exists(string document)
    {
        var missing = Code().Matches(Prose(document)).Concat(Tree().Matches(Repository.Read(document))).Select(match => match.Groups[1].Value)
            .Where(name => Tops.Contains(name.Split('/')[0]) && name.Contains('/') && !Placeholder().IsMatch(name))
            .Where(name => !Path.Exists(Repository.PathTo(name.TrimEnd('/'))));
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_of_a_document_resolves(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathTo(document))!;
        var broken = Link().Matches(Prose(document)).Select(match => match.Groups[1].Value)
            .Where(target => !target.StartsWith("https://", StringComparison.Ordinal) && !Resolves(folder, document, target));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_page_is_reached_from_the_README_by_links()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>(["README.md"]);
        while (ahead.TryPop(out var page))
        {
            if (!reached.Add(page)) continue;
            foreach (var file in Link().Matches(Prose(page)).Select(match => match.Groups[1].Value.Split('#')[0]).Where(file => file.EndsWith(".md", StringComparison.Ordinal) && !file.Contains("://", StringComparison.Ordinal)))
                ahead.Push(Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathTo(page))!, file))).Replace('\\', '/'));
        }

        Assert.Empty(Documents.Select(row => row.Data).Except(reached));
    }

    [Fact]
    public void Every_page_that_the_code_refers_to_exists()
    {
        string[] folders = ["functions", "src", "lab", "tests", "infra", "config"];
        string[] patterns = ["*.cs", "*.bicep", "*.json", "*.sh", "*.ps1", "*.csproj"];
        var missing = folders
            .SelectMany(folder => patterns.SelectMany(pattern => Repository.Files(folder, pattern)))
            .SelectMany(path => Page().Matches(File.ReadAllText(path)).Select(match => (Path: Path.GetRelativePath(Repository.Root, path), Page: match.Value)))
            .Where(use => !File.Exists(Repository.PathTo(use.Page)))
            .Select(use => $"{use.Path} refers to {use.Page}");
        Assert.Empty(missing);
    }

    [Fact]
    public void The_commands_of_the_README_are_those_that_CI_runs()
    {
        string[] commands = [.. Shell().Matches(Repository.Read("README.md")).SelectMany(block => block.Groups[1].Value.Split('\n')).Select(line => line.Split('#')[0].Trim()).Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal))];
        Assert.Equal(["dotnet run --project functions -- demo", "dotnet test"], commands);
        var run = Repository.Read(".ci", "run");
        Assert.All(commands, command => Assert.Contains(command, run, StringComparison.Ordinal));
        Assert.Contains("bash .ci/run", Repository.Read(".github", "workflows", "ci.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_lists_every_verb()
    {
        var list = Repository.Read("docs", "operations.md").Split('\n').Single(line => line.Contains("lists the verbs:", StringComparison.Ordinal)).Split("lists the verbs:")[1].Split(". ")[0];
        var verbs = typeof(Functions.Services).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Verb))).Select(type => ((Verb)Activator.CreateInstance(type, nonPublic: true)!).Name);
        Assert.Equal(verbs.Order(StringComparer.Ordinal), Code().Matches(list).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pictures_are_small()
    {
        Assert.All(Repository.Files("docs/images", "*"), path => Assert.InRange(new FileInfo(path).Length, 1, 400_000));
    }

    private static bool Resolves(string folder, string document, string target)
    {
        var (file, anchor) = (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : null);
        var path = file.Length == 0 ? Repository.PathTo(document) : Path.GetFullPath(Path.Combine(folder, file));
        if (!Path.Exists(path)) return false;
        return anchor is null || Heading().Matches(File.ReadAllText(path)).Any(heading => Slug(heading.Groups[1].Value) == anchor);
    }

    /// <summary>As GitHub makes them.</summary>
    private static string Slug(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    private static string Prose(string document) => Fence().Replace(Repository.Read(document), string.Empty);

    [GeneratedRegex(@"`([\w./-]+)`")]
    private static partial Regex Code();

    /// <summary>A line of a picture of folders: the folder, then its purpose.</summary>
    [GeneratedRegex(@"(?m)^([\w./]+/) {2,}\S")]
    private static partial Regex Tree();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^#{1,6} (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?ms)^```.*?^```")]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?ms)^```sh\n(.*?)^```")]
    private static partial Regex Shell();

    [GeneratedRegex(@"(?<![\w/])docs/[\w/-]+\.md")]
    private static partial Regex Page();

    /// <summary>What is made when it is needed: by a build, a developer, the first bug.</summary>
    [GeneratedRegex(@"^(functions/local\.settings\.json|tests/Bugs/|.*/(bin|obj)(/.*)?)$")]
    private static partial Regex Placeholder();
}
