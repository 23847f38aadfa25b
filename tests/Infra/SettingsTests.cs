using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinstitch.Tests.Infra;

/// <summary>Attributes, host.json, Bicep, local settings and documents name the same settings.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_setting_that_a_trigger_or_host_json_names_is_set_in_Azure_and_here()
    {
        Assert.NotEmpty(AppSettings.Triggers);
        Assert.Empty(AppSettings.Triggers.Except(AppSettings.Bicep));
        Assert.Empty(AppSettings.Triggers.Except(AppSettings.Local.Keys));
    }

    [Fact]
    public void Every_connection_is_made_with_an_identity_in_Azure_and_with_a_string_here()
    {
        Assert.Contains("EventHubConnection", AppSettings.Connections);
        foreach (var connection in AppSettings.Connections.Append("LakeStorage").Append("ServingStorage"))
        {
            // The name alone would win over the identity.
            Assert.DoesNotContain(connection, AppSettings.Bicep);
            Assert.Contains($"{connection}__credential", AppSettings.Bicep);
            Assert.Contains($"{connection}__clientId", AppSettings.Bicep);
            Assert.Contains(AppSettings.Bicep, name => name.StartsWith($"{connection}__", StringComparison.Ordinal) && (name.EndsWith("ServiceUri", StringComparison.Ordinal) || name.EndsWith("Namespace", StringComparison.Ordinal)));
            Assert.Contains(connection, AppSettings.Local.Keys);
        }
    }

    [Fact]
    public void The_page_lists_exactly_the_settings_that_Bicep_sets() =>
        Assert.Equal(AppSettings.Bicep.Order(StringComparer.Ordinal), AppSettings.Documented("App settings").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_setting_that_the_code_reads_is_set_by_Bicep_or_listed_as_one_that_you_may_set()
    {
        var known = AppSettings.Bicep.Concat(AppSettings.Documented("Settings that nothing sets")).ToHashSet();
        Assert.DoesNotContain(AppSettings.Read, name => !known.Contains(name) && !AppSettings.Connections.Contains(name));
    }

    [Fact]
    public void What_is_set_here_is_set_by_Bicep_or_listed_as_one_that_you_may_set() =>
        Assert.DoesNotContain(
            AppSettings.Local.Keys.Except(AppSettings.Documented("Settings that nothing sets")),
            name => !AppSettings.Bicep.Any(other => other == name || other.StartsWith($"{name}__", StringComparison.Ordinal)));

    [Fact]
    public void Every_secret_that_the_code_asks_for_is_a_secure_parameter_goes_into_the_vault_and_is_documented()
    {
        Assert.Subset(AppSettings.Secrets.ToHashSet(), new HashSet<string> { "Shopify__WebhookSecret", "Stripe__FormerWebhookSecret", "HUBSPOT_TOKEN", "Mail__Password", "Collector__SiteKeySecret" });
        var expected = AppSettings.Secrets.Order(StringComparer.Ordinal).ToList();
        var type = Regex.Match(Repository.Read("infra", "main.bicep"), @"@secure\(\)\n@description\('[^\n]*'\)\nparam secrets \{\n(.*?)\n\}", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(expected, type.Split('\n').Select(line => line.Trim().Replace(": string", string.Empty, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using var file = JsonDocument.Parse(Repository.Read("infra", "main.parameters.json"));
        var variables = file.RootElement.GetProperty("parameters").GetProperty("secrets").GetProperty("value").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!.Trim('$', '{', '}'));
        Assert.Equal(expected, variables.Keys.Order(StringComparer.Ordinal));
        var app = Repository.Read("infra", "modules", "function-app.bicep");
        var page = Repository.Read("docs", "deploy.md");
        foreach (var (setting, variable) in variables)
        {
            Assert.Contains($"    {setting}: optional(keyVaultUri, secretSettings, '{setting}')\n", app, StringComparison.Ordinal);
            // As KeyVaultSecrets and infra/modules/key-vault.bicep turn a setting's name into a secret's.
            var name = setting.Replace("__", "-", StringComparison.Ordinal).Replace('_', '-');
            Assert.Contains($"| `{setting}` | `{name}` | `{variable}` |\n", page, StringComparison.Ordinal);
        }
    }

    /// <summary>Flex Consumption takes these from functionAppConfig, or refuses them.</summary>
    [Theory]
    [InlineData("TZ")]
    [InlineData("WEBSITE_TIME_ZONE")]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("FUNCTIONS_EXTENSION_VERSION")]
    [InlineData("WEBSITE_RUN_FROM_PACKAGE")]
    public void Settings_that_Flex_Consumption_does_not_take_are_not_set(string name) => Assert.DoesNotContain(name, AppSettings.Bicep);
}
