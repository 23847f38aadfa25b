using System.Diagnostics;

namespace Pinstitch.Tests.Architecture;

/// <summary>Builds a program that does what is banned, with the repository's own settings.</summary>
[Trait("Category", "EndToEnd")]
public sealed class BannedSymbolTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-banned-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_use_of_a_banned_symbol_fails_the_build()
    {
        string[] offences =
        [
            "_ = System.DateTime.Now;", "_ = System.DateTime.UtcNow;", "_ = System.DateTime.Today;", "_ = System.DateTimeOffset.Now;", "_ = System.DateTimeOffset.UtcNow;",
            "_ = Task.Delay(1);", "_ = Task.Delay(TimeSpan.Zero);", "_ = Task.Delay(1, CancellationToken.None);", "_ = Task.Delay(TimeSpan.Zero, CancellationToken.None);",
            "Thread.Sleep(1);", "Thread.Sleep(TimeSpan.Zero);", "_ = Guid.NewGuid();", "Console.Out.Flush();", "_ = new Random(1);",
        ];
        // One offence a line, so that the compiler's line numbers say which were found; from line 2 on.
        File.WriteAllText(Path.Combine(folder, "Offence.cs"), "internal static class Offence { public static void Commit() {\n" + string.Join('\n', offences) + "\n} }\n");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), $"<Project><Import Project=\"{Repository.PathTo("Directory.Build.props")}\" /></Project>");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), $"<Project><Import Project=\"{Repository.PathTo("Directory.Packages.props")}\" /></Project>");
        File.WriteAllText(Path.Combine(folder, "Offence.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        var start = new ProcessStartInfo("dotnet", ["build", folder, "-nologo", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false"]) { RedirectStandardOutput = true };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, build.ExitCode);
        var unpunished = offences.Where((_, index) => !output.Contains($"Offence.cs({index + 2},", StringComparison.Ordinal) || !output.Contains("error RS0030", StringComparison.Ordinal));
        Assert.True(!unpunished.Any(), string.Join('\n', unpunished) + "\n" + output);
    }
}
