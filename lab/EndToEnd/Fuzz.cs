using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Land;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>
/// Broken input at each entrance of a host that is a process of its own, with sound events among it. No crash, no hang, no
/// fault of the server's, no sound event lost, memory flat.
/// </summary>
public static class Fuzz
{
    private const string Hub = "events";
    private const string Messages = "hub";
    internal const string Frames = "amqp";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IncludeFields = true };
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    public static Command Command(TextWriter output)
    {
        string[] names = [.. FuzzEntrance.All.Select(entrance => entrance.Name), Messages, Frames];
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 10, Description = "How long each entrance is tried" };
        var entrance = new Option<string>("--entrance") { DefaultValueFactory = _ => "all", Description = $"One of {string.Join(", ", names)}; or all" };
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1, Description = "Decides what is broken" };
        var command = new Command("fuzz", "Send broken input to the entrances of a running host, and audit that nothing came of it") { minutes, entrance, seed };
        command.SetAction(async (line, cancellation) =>
        {
            var wanted = line.GetValue(entrance)!;
            var chosen = wanted == "all" ? names : [.. names.Where(name => name == wanted)];
            if (chosen.Length == 0)
            {
                await output.WriteLineAsync($"'{wanted}' is none of {string.Join(", ", names)}, all.");
                return 1;
            }

            var folder = Directory.CreateTempSubdirectory("pinstitch-fuzz-").FullName;
            var results = await RunAsync(chosen, TimeSpan.FromMinutes(line.GetValue(minutes)), line.GetValue(seed), folder, text => output.WriteLine(text), cancellation);
            var isGood = results.All(result => result.IsGood);
            if (isGood) Directory.Delete(folder, recursive: true);
            else await output.WriteLineAsync($"The host's log: {Path.Combine(folder, "host.log")}");
            return isGood ? 0 : 1;
        });
        return command;
    }

    /// <summary>Tries entrances one after the other, each for a time.</summary>
    public static async Task<IReadOnlyList<FuzzResult>> RunAsync(IReadOnlyList<string> entrances, TimeSpan length, ulong seed, string folder, Action<string> tell, CancellationToken cancellation)
    {
        var client = await NodePackage.OpenAsync(NodePackage.EventHubsClient, cancellation);
        var (hubPort, httpPort) = (LandingUnderKills.FreePort(), LandingUnderKills.FreePort());
        using var host = await HostProcess.StartAsync(folder, hubPort, cancellation, httpPort, FuzzEntrance.Settings);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{httpPort.ToString(CultureInfo.InvariantCulture)}/"), Timeout = Hang };
        var results = new List<FuzzResult>();
        try
        {
            await using var wire = await HubWire.OpenAsync(hubPort, Hub);
            await ListeningAsync(http, cancellation);
            foreach (var (place, name) in entrances.Index())
            {
                var run = new FuzzRun(host, http, wire, hubPort, seed + (ulong)place, (place + 1) * 10_000_000);
                var result = await run.TryAsync(name, FuzzEntrance.All.FirstOrDefault(entrance => entrance.Name == name), length, cancellation);
                if (host.IsAlive)
                {
                    var storage = new BlobServiceClient(AzuriteState.Load(HostFolder.Choose(folder))!.ConnectionString);
                    await LandingUnderKills.LandedAsync(client, host, storage, cancellation);
                    var landed = await LandedAsync(new Lake(storage), cancellation);
                    result = result with { Missing = run.Acknowledged.Count(id => !landed.Contains(id)) };
                }

                results.Add(result);
                tell(JsonSerializer.Serialize(result, Indented));
                if (!host.IsAlive) break;
            }
        }
        finally
        {
            host.Dispose();
            await LandingUnderKills.StopAzuriteAsync(folder);
        }

        return results;
    }

    private static async Task ListeningAsync(HttpClient http, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("api/", cancellation);
                return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(Glance, TimeProvider.System, cancellation);
            }
        }
    }

    private static async Task<HashSet<string>> LandedAsync(Lake lake, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (name, _) in lake.Events.ListAsync(LandedBlobs.Prefix, cancellation))
        {
            foreach (var line in Lines.Read(await lake.Events.ReadAsync(name, cancellation))) ids.Add(LandingJson.ReadLanded(line.Span).Event.EventId);
        }

        return ids;
    }
}
