using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;
using Pinstitch.Tests.Local.Hosting;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// A terminal sends Ctrl-C to every program of the foreground group. npm, or the program that starts Azurite, was gone before
/// the host heard of it: the host ended with 1 and "did not start", sometimes leaving an Azurite behind that nobody knew, and
/// half an installation.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class Ctrl_C_at_a_terminal_was_taken_for_a_failed_start : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-terminal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Starting the host")]
    [InlineData("Starting Azurite")]
    [InlineData("Loading events")]
    public async Task It_ends_with_130_and_leaves_nothing_running(string step)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("setsid is Linux's");
        var data = Path.Combine(folder, "data");
        using var demo = HostProcess.Start(["demo", "--once", "--port", "0", "--people", "100", "--days", "14", "--data", data], inGroup: true);
        Assert.True(await demo.LineAsync(step) is not null, demo.Errors);
        await demo.InterruptGroupAsync();
        Assert.Equal((130, string.Empty), (await demo.ExitAsync(), demo.Errors));
        Assert.False(AzuriteState.Load(HostFolder.Choose(data)) is { Lives: true });
    }

    [Fact]
    public async Task A_half_done_installation_is_cleared_away()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("setsid is Linux's");
        var tools = Path.Combine(folder, "tools");
        // Of a host that was killed; no process has that number.
        Directory.CreateDirectory(Path.Combine(tools, "azurite-0123456789ab.99999999.new", "node_modules"));
        using var host = HostProcess.Start(["serve", "--port", "0", "--data", Path.Combine(folder, "data")], new Dictionary<string, string?> { ["PINSTITCH_TOOLS"] = tools }, inGroup: true);
        Assert.True(await host.LineAsync("Installing Azurite") is not null, host.Errors);
        await host.InterruptGroupAsync();
        Assert.Equal((130, string.Empty), (await host.ExitAsync(), host.Errors));
        Assert.Empty(Directory.GetDirectories(tools));
    }
}
