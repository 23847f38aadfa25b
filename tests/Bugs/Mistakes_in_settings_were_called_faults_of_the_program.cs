using Pinstitch.Tests.Local.Hosting;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// A verb that met a broken configuration ended with "a fault of the program's own; please report it" and a stack, and a
/// host served with one: it took events and could land none.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class Mistakes_in_settings_were_called_faults_of_the_program : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-mistakes-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Measurement__File", "nowhere.json", "There is no measurement configuration at nowhere.json; config/measurement.json of the repository is an example.", "serve")]
    [InlineData("Measurement__File", "nowhere.json", "There is no measurement configuration at nowhere.json; config/measurement.json of the repository is an example.", "nightly")]
    [InlineData("Rates__File", "nowhere.json", "Rates__File is nowhere.json, but there is no such file.", "serve")]
    [InlineData("LakeStorage", "my lake", "The setting LakeStorage is not a storage account's connection string. UseDevelopmentStorage=true starts a local emulator.", "serve")]
    [InlineData("Mail__Transport", "pigeon", "Mail__Transport is 'pigeon'; it must be smtp, folder or none.", "serve")]
    [InlineData("Identity__Pepper", "@Microsoft.KeyVault(SecretUri=x)", "The setting Identity:Pepper is a Key Vault reference that Azure has not resolved: check that the secret exists and that the app's identity may read it (a new role can take ten minutes).", "serve")]
    [InlineData("CollectSchedule", "every hour", "The schedule 'every hour' of CollectTimer is not a six-field NCRONTAB expression (seconds first)", "serve")]
    public async Task A_mistake_is_told_in_a_line_that_says_what_to_do(string setting, string value, string text, string verb)
    {
        using var process = HostProcess.Start([verb, "--port", "0", "--data", folder], new Dictionary<string, string?> { [setting] = value });
        Assert.Equal(1, await process.ExitAsync());
        Assert.StartsWith(text, process.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_without_an_account_is_named_with_those_that_have_one()
    {
        using var process = HostProcess.Start(["collect", "--platform", "myspace", "--data", folder]);
        Assert.Equal((1, "The configuration has no account on myspace; it has pinterest, meta, google."), (await process.ExitAsync(), process.Errors));
    }
}
