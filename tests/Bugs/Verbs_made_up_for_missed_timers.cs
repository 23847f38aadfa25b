using Pinstitch.Tests.Local.Hosting;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// A verb that looks at an order, or runs a night, started the whole host: on a folder that had rested its timers had been
/// missed, so it collected from every platform and started another night beside the one asked for.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class Verbs_made_up_for_missed_timers : IDisposable
{
    private const string EverySecond = "* * * * * *";

    private static readonly Dictionary<string, string?> Due = new() { ["CollectSchedule"] = EverySecond, ["NightlySchedule"] = EverySecond, ["DigestSchedule"] = EverySecond };

    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-verbs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Looking_at_a_run_starts_nothing()
    {
        var (code, output, errors) = await RunAsync("trace", "1001");
        Assert.Equal((1, "No run has been published yet.", string.Empty), (code, output, errors));
        (code, output, errors) = await RunAsync("replay", "--dry-run");
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.EndsWith("0 messages would be sent again; 0 were sent before; 0 would be rejected again.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_that_is_asked_for_is_the_only_thing_that_runs()
    {
        var (code, output, errors) = await RunAsync("nightly", "--night", "2026-10-01");
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Matches("Published [0-9a-f]+: everything up to the end of 2026-10-01.\n  messages  0 received = 0 landed [+] 0 rejected [+] 0 duplicates; .*\n  persons   0, of whom 0 were computed anew; .*\n  orders    0 .*\\n  storage   .*$", output);
    }

    [Fact]
    public async Task A_verb_looks_into_a_folder_while_a_host_serves_from_it()
    {
        using var host = HostProcess.Start(["serve", "--port", "0", "--data", folder]);
        Assert.True(await host.LineAsync("Pinstitch serves on") is not null, host.Errors);
        var (code, output, errors) = await RunAsync("diff", "one", "other");
        Assert.Equal((1, "There is no run 'one'.", string.Empty), (code, output, errors));
        Assert.False(host.HasExited);
        (code, output, errors) = await RunAsync("rollback");
        Assert.Equal((1, "No run has been published yet.", string.Empty), (code, output, errors));
        await host.InterruptAsync();
        Assert.Equal((0, string.Empty), (await host.ExitAsync(), host.Errors));
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] line)
    {
        using var process = HostProcess.Start([.. line, "--port", "0", "--data", folder], Due);
        return (await process.ExitAsync(), process.Output, process.Errors);
    }
}
