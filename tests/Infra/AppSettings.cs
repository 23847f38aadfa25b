using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinstitch.Tests.Infra;

/// <summary>The names of settings, as code, templates, files and documents have them. Parts of a name are joined by two underscores.</summary>
internal static partial class AppSettings
{
    /// <summary>In infra/modules/function-app.bicep.</summary>
    public static IReadOnlySet<string> Bicep { get; } =
        BicepSetting().Matches(SettingsBlock().Match(Repository.Read("infra", "modules", "function-app.bicep")).Value).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>In functions/Local/settings.json, with values.</summary>
    public static IReadOnlyDictionary<string, string> Local { get; } = ReadLocal();

    /// <summary>Secrets that the code asks for by name: every secret setting, each webhook's also as its former one. The pepper is not among them: the first deployment makes it.</summary>
    public static IReadOnlySet<string> Secrets { get; } = Code()
        .SelectMany(path => path.EndsWith("Door.cs", StringComparison.Ordinal)
            ? DoorSecret().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value).SelectMany(name => new[] { name, name.Insert(name.IndexOf(':', StringComparison.Ordinal) + 1, "Former") })
            : Secret().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
        .Select(name => name.Replace(":", "__", StringComparison.Ordinal))
        .Where(name => name != "Identity__Pepper").ToHashSet();

    /// <summary>First columns of a table of docs/deploy.md, by heading.</summary>
    public static IReadOnlySet<string> Documented(string heading) =>
        Section(heading).SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value)).ToHashSet();

    /// <summary>Second column of a row of docs/deploy.md.</summary>
    public static string DocumentedDefault(string heading, string name) =>
        Name().Match(Section(heading).Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Split('|')[2]).Groups[1].Value;

    /// <summary>In <c>%NAME%</c> of trigger attributes and host.json.</summary>
    public static IReadOnlySet<string> Triggers { get; } = Code()
        .SelectMany(path => Percent().Matches(File.ReadAllText(path)))
        .Concat(Percent().Matches(Repository.Read("host.json")))
        .Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>In <c>Connection = "NAME"</c> of trigger attributes, and what the runtime itself connects to.</summary>
    public static IReadOnlySet<string> Connections { get; } = Code()
        .SelectMany(path => Connection().Matches(File.ReadAllText(path)))
        .Select(match => match.Groups[1].Value)
        .Append("AzureWebJobsStorage").ToHashSet();

    /// <summary>What the app's own code reads.</summary>
    public static IReadOnlySet<string> Read { get; } = Code()
        .Concat(Repository.Files("src/Pinstitch.Azure", "*.cs"))
        .SelectMany(path => Configuration().Matches(File.ReadAllText(path)))
        .Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)).ToHashSet();

    private static IEnumerable<string> Code() =>
        Repository.Files("functions", "*.cs").Where(path => !path.Contains($"{Path.DirectorySeparatorChar}Local{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Section(string heading) => Repository.Read("docs", "deploy.md").Split('\n')
        .SkipWhile(line => line != $"## {heading}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static Dictionary<string, string> ReadLocal()
    {
        using var file = JsonDocument.Parse(Repository.Read("functions", "Local", "settings.json"), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return file.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!);
    }

    [GeneratedRegex(@"name: 'appsettings'\s+properties: union\(mappedSettings, \{.*?\n  \}", RegexOptions.Singleline)]
    private static partial Regex SettingsBlock();

    [GeneratedRegex(@"(?m)^    (\w+): ")]
    private static partial Regex BicepSetting();

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"""(\w+:\w+)""")]
    private static partial Regex DoorSecret();

    [GeneratedRegex(@"""((?:\w+:)?\w*(?:Secret|Pepper|Password|TOKEN))""")]
    private static partial Regex Secret();

    [GeneratedRegex(@"""%(\w+)%""")]
    private static partial Regex Percent();

    [GeneratedRegex(@"Connection = ""(\w+)""")]
    private static partial Regex Connection();

    [GeneratedRegex(@"(?:configuration\[|Secret\(configuration, )""([\w:]+)""")]
    private static partial Regex Configuration();
}
