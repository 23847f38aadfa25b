using System.Text.Json;
using System.Text.RegularExpressions;
using Cronos;

namespace Pinstitch.Tests.Infra;

/// <summary>What infra/ makes is what the code and the documents speak of.</summary>
public sealed partial class InfrastructureTests
{
    private static readonly string Main = Repository.Read("infra", "main.bicep");

    public static TheoryData<string, string> Schedules => new()
    {
        { "CollectSchedule", "PINSTITCH_COLLECT_SCHEDULE" },
        { "NightlySchedule", "PINSTITCH_NIGHTLY_SCHEDULE" },
        { "DigestSchedule", "PINSTITCH_DIGEST_SCHEDULE" },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_schedule_has_six_fields_and_is_the_same_everywhere(string setting, string parameter)
    {
        var here = AppSettings.Local[setting];
        Assert.Equal(6, here.Split(' ').Length);
        Assert.NotNull(CronExpression.Parse(here, CronFormat.IncludeSeconds));
        Assert.Equal(here, Defaults()[char.ToLowerInvariant(setting[0]) + setting[1..]]);
        Assert.Equal(here, AppSettings.DocumentedDefault("Parameters", parameter));
    }

    [Fact]
    public void Every_container_that_the_code_opens_is_made()
    {
        var opened = Repository.Files("src/Pinstitch.Azure/Storage", "*.cs").SelectMany(path => Opened().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value).ToHashSet();
        var made = Made().Matches(Main).SelectMany(match => Quoted().Matches(match.Groups[1].Value)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(opened.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
        var page = Repository.Read("docs", "storage.md");
        Assert.All(opened, container => Assert.Contains($"`{container}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_hub_and_the_consumer_group_that_landing_reads_with_exist()
    {
        Assert.Contains($"hubName: '{AppSettings.Local["EventHubName"]}'", Main, StringComparison.Ordinal);
        Assert.Contains($"var landingConsumerGroup = '{AppSettings.Local["EventHubConsumerGroup"]}'", Main, StringComparison.Ordinal);
        Assert.Contains("consumerGroups: [landingConsumerGroup", Main, StringComparison.Ordinal);
        Assert.Contains("consumerGroup: landingConsumerGroup", Main, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_parameter_can_be_set_by_azd_and_is_documented_with_its_default()
    {
        using var file = JsonDocument.Parse(Repository.Read("infra", "main.parameters.json"));
        var variables = file.RootElement.GetProperty("parameters").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetProperty("value") is { ValueKind: JsonValueKind.String } value ? value.GetString()!.Trim('$', '{', '}') : string.Empty);
        var parameters = Parameter().Matches(Main).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(["newPepper"], parameters.Except(variables.Keys));
        Assert.Empty(variables.Keys.Except(parameters));
        var own = variables.Values.Where(name => name.StartsWith("PINSTITCH_", StringComparison.Ordinal));
        Assert.Equal(own.Order(StringComparer.Ordinal), AppSettings.Documented("Parameters").Where(name => name.StartsWith("PINSTITCH_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_serving_account_takes_keys()
    {
        var storage = Repository.Read("infra", "modules", "storage.bicep");
        Assert.Contains("param allowSharedKeyAccess bool = false", storage, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(Main, "allowSharedKeyAccess:"));
        Assert.Contains("containers: ['marts', 'dashboard']\n    allowSharedKeyAccess: servingSharedKeyAccess", Main, StringComparison.Ordinal);
        Assert.Contains("disableLocalAuth: true", Repository.Read("infra", "modules", "event-hubs.bicep"), StringComparison.Ordinal);
        Assert.All(Repository.Files("infra", "*.bicep"), path => Assert.DoesNotMatch(@"listKeys\(|listConnectionStrings\(|AccountKey=", File.ReadAllText(path)));
    }

    [Fact]
    public void The_app_runs_on_the_NET_of_the_code()
    {
        var version = Regex.Match(Repository.Read("Directory.Build.props"), @"<TargetFramework>net([\d.]+)<").Groups[1].Value;
        Assert.Contains($"runtime: {{ name: 'dotnet-isolated', version: '{version}' }}", Repository.Read("infra", "modules", "function-app.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void CI_compiles_and_lints_the_templates() => Assert.Contains("\ninfra/check\n", Repository.Read(".ci", "run"), StringComparison.Ordinal);

    private static Dictionary<string, string> Defaults() =>
        TextDefault().Matches(Main).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [GeneratedRegex(@"GetBlobContainerClient\(""(\w+)""\)")]
    private static partial Regex Opened();

    [GeneratedRegex(@"(?m)^    containers: \[('.*)\]$")]
    private static partial Regex Made();

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^param (\w+) ")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?m)^param (\w+) string = '([^']*)'")]
    private static partial Regex TextDefault();
}
