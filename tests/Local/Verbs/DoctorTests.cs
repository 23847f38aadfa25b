using System.Text.Json;
using Pinstitch.Tests.Local.Hosting;

namespace Pinstitch.Tests.Local.Verbs;

/// <summary>The built program's verb <c>doctor</c>, on a folder of its own.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DoctorTests : IDisposable
{
    private const string Canary = "canary-3f8a61";

    private static readonly Dictionary<string, string?> Secrets = new()
    {
        ["Pinterest__AppId"] = Canary, ["Pinterest__AppSecret"] = Canary, ["Pinterest__RefreshToken"] = Canary,
        ["Meta__AccessToken"] = Canary,
        ["Google__ClientId"] = Canary, ["Google__ClientSecret"] = Canary, ["Google__RefreshToken"] = Canary, ["Google__DeveloperToken"] = Canary,
        ["Shopify__WebhookSecret"] = Canary,
    };

    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-doctor-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_machine_on_which_all_is_set_has_warnings_for_what_has_not_run_yet_and_no_failure()
    {
        var (code, output, errors) = await RunAsync(Secrets, "doctor", "--offline", "--json");
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.DoesNotContain(Canary, output, StringComparison.Ordinal);
        var findings = Read(output);
        Assert.Equal(
            ["accounts", "configuration", "hub", "mail", "night", "reports", "storage", "webhooks"],
            findings.Select(finding => finding.Area).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3, findings.Count(finding => finding is { Area: "storage", State: "ok" }));
        Assert.Equal(["night", "reports", "reports", "reports"], findings.Where(finding => finding.State == "warning").Select(finding => finding.Area).Order(StringComparer.Ordinal));
        Assert.Contains(findings, finding => finding.Text.StartsWith("connected: shopify; without their secret, so answered with 503: woocommerce (WooCommerce__WebhookSecret)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_a_failure_each_with_what_to_do()
    {
        var broken = Path.Combine(folder, "broken.json");
        await File.WriteAllTextAsync(broken, "{ \"name\": ", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string?> { ["Mail__Transport"] = "pigeon", ["Mappings__Folder"] = folder };
        var (code, output, errors) = await RunAsync(environment, "doctor", "--offline", "--json");
        Assert.Equal((1, string.Empty), (code, errors));
        var failures = Read(output).Where(finding => finding.State == "failure").ToList();
        Assert.All(failures, failure => Assert.NotEmpty(failure.Advice!));
        Assert.Equal(["accounts", "accounts", "accounts", "mail", "webhooks"], failures.Select(failure => failure.Area).Order(StringComparer.Ordinal));
        Assert.Contains(failures, failure => failure.Text == "pinterest 549768412345 (Juniper & Clay on Pinterest): without Pinterest:AppId, Pinterest:AppSecret, Pinterest:RefreshToken" && failure.Advice!.Contains("in Key Vault as Pinterest-AppId, here as the setting Pinterest__AppId", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.Text == "Mail__Transport is 'pigeon'; it must be smtp, folder or none.");
        Assert.Contains(failures, failure => failure.Text.StartsWith("mapping 'broken': ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_configuration_or_storage_it_still_looks_at_the_rest()
    {
        var environment = new Dictionary<string, string?> { ["Measurement__File"] = Path.Combine(folder, "nowhere.json"), ["LakeStorage"] = "my storage", ["ServingStorage"] = " " };
        var (code, output, errors) = await RunAsync(environment, "doctor");
        Assert.Equal((1, string.Empty), (code, errors));
        Assert.Contains($"FAILURE  configuration  There is no measurement configuration at {folder}", output, StringComparison.Ordinal);
        Assert.Contains("FAILURE  storage", output, StringComparison.Ordinal);
        Assert.Contains("ok       mail", output, StringComparison.Ordinal);
        Assert.EndsWith("2 failures, 0 warnings.", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(Dictionary<string, string?> environment, params string[] line)
    {
        using var process = HostProcess.Start([.. line, "--data", Path.Combine(folder, "data")], environment);
        return (await process.ExitAsync(), process.Output, process.Errors);
    }

    private static List<Found> Read(string output) => JsonSerializer.Deserialize<List<Found>>(output, JsonSerializerOptions.Web)!;

    private sealed record Found(string Area, string State, string Text, string? Advice);
}
