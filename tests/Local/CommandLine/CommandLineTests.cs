using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Pinstitch.Functions;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;
using Pinstitch.Tests.Local.Hosting;

namespace Pinstitch.Tests.Local.CommandLine;

/// <summary>The program's command line: help, errors and exit codes.</summary>
[Trait("Category", "EndToEnd")]
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Help_lists_every_verb_and_the_common_options_and_starts_nothing()
    {
        var (code, output, errors) = await RunAsync("--help", "--data", folder);
        Assert.Equal((0, string.Empty), (code, errors));
        foreach (var word in new[] { "demo", "serve", "--data <folder>", "--port", "--verbose", "7071" }) Assert.Contains(word, output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Help_of_a_verb_tells_its_options_with_their_bounds()
    {
        var (code, output, _) = await RunAsync("demo", "--help");
        Assert.Equal(0, code);
        foreach (var word in new[] { "--people", "100 to 200,000", "--once", "--fresh", "--seed" }) Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'nonsense'", "nonsense")]
    [InlineData("'--nonsense'", "demo", "--nonsense")]
    [InlineData("--people must be 100 to 200,000", "demo", "--people", "5")]
    [InlineData("'many'", "demo", "--people", "many")]
    [InlineData("'high'", "--port", "high")]
    [InlineData("--from must be a day like 2024-06-01.", "backfill", "--from", "3.4.2026", "--to", "2026-05-01")]
    [InlineData("--from must not be after --to.", "backfill", "--from", "2026-05-02", "--to", "2026-05-01")]
    [InlineData("--night must be a day like 2024-06-01.", "nightly", "--night", "yesterday")]
    [InlineData("--date must be a day like 2024-06-01.", "replay", "--date", "3.4.2026")]
    [InlineData("--port must be 0 to 65535.", "demo", "--port", "99999")]
    [InlineData("Option '--out' is required.", "shop")]
    [InlineData("Required argument 'order' missing", "trace")]
    public async Task A_line_that_is_wrong_ends_with_1_and_says_what_is_wrong(string text, params string[] line)
    {
        var (code, _, errors) = await RunAsync(line);
        Assert.Equal(1, code);
        Assert.Contains(text, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_js_the_host_says_what_to_install()
    {
        var (code, _, errors) = await RunAsync(["--port", "0", "--data", folder], new Dictionary<string, string?> { ["PATH"] = folder });
        Assert.Equal(1, code);
        Assert.Equal(
            "Node.js is missing: the local storage emulator, Azurite, needs it. Install Node.js 20 or newer (https://nodejs.org), or set AzureWebJobsStorage to a storage account's connection string.",
            errors);
    }

    [Theory]
    [InlineData(" ", "The setting AzureWebJobsStorage is missing. UseDevelopmentStorage=true starts a local emulator.")]
    [InlineData("my storage", "The setting AzureWebJobsStorage is not a storage account's connection string. UseDevelopmentStorage=true starts a local emulator.")]
    public async Task Without_a_storage_connection_the_host_says_which_setting_to_set(string setting, string text)
    {
        var (code, _, errors) = await RunAsync(["--port", "0", "--data", folder], new Dictionary<string, string?> { ["AzureWebJobsStorage"] = setting });
        Assert.Equal((1, text), (code, errors));
    }

    [Fact]
    public void Every_verb_has_a_help_and_every_option_of_it_a_description()
    {
        var verbs = typeof(Services).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Verb))).Select(type => (Verb)Activator.CreateInstance(type, nonPublic: true)!).ToList();
        Assert.True(verbs.Count > 10);
        foreach (var verb in verbs)
        {
            var asked = Invocation.Parse([verb.Name, "--help"], typeof(Services).Assembly);
            Assert.Null(asked.Verb);
            Assert.False(asked.Serves);
            var command = new Command(verb.Name, verb.Description);
            verb.Define(command);
            Assert.All(command.Children, part => Assert.True(part.Description is { Length: > 10 }, $"{verb.Name} {part.Name}"));
            Assert.NotEmpty(verb.Description);
        }
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_named_with_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (code, _, errors) = await RunAsync("serve", "--data", folder, "--port", $"{((IPEndPoint)other.LocalEndpoint).Port}");
        Assert.Equal((1, $"Another program listens on port {((IPEndPoint)other.LocalEndpoint).Port}. Stop it, or choose another port with --port (0 takes any free one)."), (code, errors));
        Assert.False(AzuriteState.Load(HostFolder.Choose(folder))!.Lives);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named_with_the_way_out()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "in the way", TestContext.Current.CancellationToken);
        var (code, _, errors) = await RunAsync("demo", "--once", "--port", "0", "--people", "100", "--days", "14", "--data", file);
        Assert.Equal(1, code);
        Assert.StartsWith($"The data folder {file} cannot be written: ", errors, StringComparison.Ordinal);
        Assert.EndsWith("Choose another one with --data.", errors, StringComparison.Ordinal);
        (code, _, errors) = await RunAsync("shop", "--people", "1", "--days", "1", "--out", file);
        Assert.Equal(1, code);
        Assert.EndsWith("Choose another folder with --out.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_of_another_size_is_not_mixed_into_a_folder()
    {
        File.WriteAllText(Path.Combine(folder, "demo.json"), """{"Seed":1,"People":5000,"Days":60,"ClockShift":"00:00:00","Loaded":0}""");
        var (code, _, errors) = await RunAsync("demo", "--data", folder, "--seed", "2");
        Assert.Equal((1, $"{folder} holds a demo of 5,000 people, 60 days, seed 1. Add --fresh to replace it, or choose another folder with --data."), (code, errors));
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(params string[] line) => RunAsync(line, null);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string[] line, IReadOnlyDictionary<string, string?>? environment)
    {
        using var process = HostProcess.Start(line, environment);
        return (await process.ExitAsync(), process.Output, process.Errors);
    }
}
