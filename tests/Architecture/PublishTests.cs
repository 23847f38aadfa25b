using System.Diagnostics;
using System.Text.Json;

namespace Pinstitch.Tests.Architecture;

/// <summary>What <c>dotnet publish functions</c> puts into the package, as MSBuild sees it; the worker's packages are not needed for that.</summary>
[Trait("Category", "EndToEnd")]
public sealed class PublishTests
{
    [Fact]
    public async Task The_package_carries_host_json_at_its_root_and_nothing_of_the_embedded_host()
    {
        using var items = JsonDocument.Parse(await EvaluateAsync(
            "-p:AzureFunctionsSdk=true", "-getItem:Content", "-getItem:Compile", "-getItem:Using", "-getItem:PackageReference", "-getItem:ProjectReference"));
        var content = List(items, "Content");
        var travelling = content.Where(item => item.GetProperty("CopyToPublishDirectory").GetString() == "PreserveNewest").Select(item => item.GetProperty("Link").GetString());
        Assert.Contains("host.json", travelling);
        Assert.Contains("config/measurement.json", travelling);
        Assert.DoesNotContain(content, item => Identity(item).EndsWith("settings.json", StringComparison.Ordinal) && Copies(item));
        Assert.DoesNotContain(List(items, "Compile"), item => Identity(item).StartsWith("Local/", StringComparison.Ordinal));
        Assert.Contains(List(items, "Compile"), item => Identity(item).StartsWith("Azure/", StringComparison.Ordinal));
        Assert.DoesNotContain(List(items, "ProjectReference"), item => Identity(item).Contains("Local", StringComparison.Ordinal) || Identity(item).Contains("lab", StringComparison.Ordinal));
        Assert.Contains(List(items, "Using"), item => Identity(item) == "Microsoft.Azure.Functions.Worker");
        Assert.Contains(List(items, "PackageReference"), item => Identity(item) == "Microsoft.Azure.Functions.Worker.Sdk");
    }

    [Fact]
    public async Task Publishing_takes_the_Functions_worker_and_building_the_embedded_host()
    {
        Assert.Equal("true", (await EvaluateAsync("-p:_IsPublishing=true", "-getProperty:AzureFunctionsSdk")).Trim());
        Assert.Equal("false", (await EvaluateAsync("-getProperty:AzureFunctionsSdk")).Trim());
        Assert.Equal("obj/azure/", (await EvaluateAsync("-p:_IsPublishing=true", "-getProperty:BaseIntermediateOutputPath")).Trim());
    }

    private static async Task<string> EvaluateAsync(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathTo("functions", "Pinstitch.Functions.csproj"), "-nologo", "-nodeReuse:false", .. options])
        {
            RedirectStandardOutput = true,
        };
        using var evaluation = Process.Start(start)!;
        var output = await evaluation.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await evaluation.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(evaluation.ExitCode == 0, output);
        return output;
    }

    private static List<JsonElement> List(JsonDocument items, string kind) => [.. items.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray()];

    private static string Identity(JsonElement item) => item.GetProperty("Identity").GetString()!.Replace('\\', '/');

    private static bool Copies(JsonElement item) => item.TryGetProperty("CopyToPublishDirectory", out var copy) && copy.GetString() != "Never";
}
