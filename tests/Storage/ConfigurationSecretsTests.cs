using Microsoft.Extensions.Configuration;
using Pinstitch.Azure.Secrets;
using Pinstitch.Configure;

namespace Pinstitch.Tests.Storage;

public sealed class ConfigurationSecretsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-secrets-").FullName;
    private readonly ConfigurationManager settings = new() { ["Pinterest:RefreshToken"] = "from settings" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Tokens => Path.Combine(folder, "tokens.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_token_that_a_verb_rotates_is_the_one_that_the_serving_host_uses_from_then_on()
    {
        var (host, verb) = (new ConfigurationSecrets(settings, Tokens), new ConfigurationSecrets(settings, Tokens));
        Assert.Equal("from settings", await host.FindAsync("Pinterest:RefreshToken", Stop));
        await verb.StoreAsync("Pinterest:RefreshToken", "rotated", Stop);
        Assert.Equal("rotated", await host.FindAsync("Pinterest:RefreshToken", Stop));
        await host.StoreAsync("Google:HeldToken", "held", Stop);
        Assert.Equal(["rotated", "held"], [await verb.FindAsync("Pinterest:RefreshToken", Stop), await verb.FindAsync("Google:HeldToken", Stop)]);
    }

    [Fact]
    public async Task Tokens_that_are_stored_at_the_same_moment_are_all_kept()
    {
        ConfigurationSecrets[] processes = [new(settings, Tokens), new(settings, Tokens), new(settings, Tokens)];
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => processes[number % 3].StoreAsync($"Name:{number}", $"{number}", Stop), Stop)));
        foreach (var number in Enumerable.Range(0, 30)) Assert.Equal($"{number}", await processes[0].FindAsync($"Name:{number}", Stop));
    }

    [Fact]
    public async Task A_file_that_is_not_sound_is_named_with_what_to_do()
    {
        await File.WriteAllTextAsync(Tokens, "{ \"half", Stop);
        var fault = await Assert.ThrowsAsync<SettingsException>(() => new ConfigurationSecrets(settings, Tokens).FindAsync("Pinterest:RefreshToken", Stop));
        Assert.StartsWith($"{Tokens}, where rotated tokens are kept, is not sound JSON: ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("Mend it, or delete it and connect the accounts again.", fault.Message, StringComparison.Ordinal);
    }
}
