using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Lab.Shop;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Hub;
using Pinstitch.Local.Storage;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>
/// The unmodified npm client sends events through the hub while the host is killed at random; afterwards every event must
/// be landed exactly once in effect, each key's in order, and the counts must balance.
/// </summary>
public static class LandingUnderKills
{
    private const string Hub = "events";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IncludeFields = true };
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    public static Command Command(TextWriter output)
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 1_000_000, Description = "Events that the client sends" };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 20, Description = "How often the host is killed meanwhile" };
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1, Description = "Decides when the kills come" };
        var command = new Command("landing", "Send events by the npm client while the host is killed at random, then audit what was landed") { events, kills, seed };
        command.SetAction(async (line, cancellation) =>
        {
            var plan = new KillPlan(line.GetValue(events), line.GetValue(kills), Math.Max(1, line.GetValue(events) / 500), 250, 8, line.GetValue(seed));
            var folder = Directory.CreateTempSubdirectory("pinstitch-kills-").FullName;
            var result = await RunAsync(plan, folder, text => output.WriteLine(text), cancellation);
            Directory.Delete(folder, recursive: true);
            await output.WriteLineAsync(JsonSerializer.Serialize(result, Indented));
            return result.Audit.Balances ? 0 : 1;
        });
        return command;
    }

    /// <summary>Runs it all in a folder of its own; every process that it starts has ended when it returns.</summary>
    public static async Task<KillResult> RunAsync(KillPlan plan, string folder, Action<string> tell, CancellationToken cancellation)
    {
        var client = await NodePackage.OpenAsync(NodePackage.EventHubsClient, cancellation);
        using var host = await HostProcess.StartAsync(folder, FreePort(), cancellation);
        var watch = Stopwatch.StartNew();
        try
        {
            using var sender = client.Start("sender.mjs", JsonSerializer.Serialize(
                new
                {
                    connection = host.Connection,
                    hub = Hub,
                    events = plan.Events,
                    keys = plan.Keys,
                    batch = plan.Batch,
                    lanes = plan.Lanes,
                    startTime = TimeProvider.System.GetUtcNow().AddDays(-2).ToUnixTimeSeconds(),
                }));
            using var stop = cancellation.Register(() => sender.Kill());
            // Read all along: a full pipe would hold the sender.
            var errors = sender.StandardError.ReadToEndAsync(cancellation);
            var memory = new List<long>();
            using var sampler = TimeProvider.System.CreateTimer(_ => { if (host.Megabytes is > 0 and var now) lock (memory) memory.Add(now); }, null, Glance, Glance);
            var (kills, repeated) = await KillAsync(plan, host, sender, tell, cancellation);
            await sender.WaitForExitAsync(cancellation);
            if (sender.ExitCode != 0) throw new InvalidOperationException($"The sender ended with {sender.ExitCode}: {await errors}");
            var sent = watch.Elapsed.TotalSeconds;
            tell($"{plan.Events:N0} events acknowledged in {sent:0} s; waiting for them to land …");
            var storage = new BlobServiceClient(AzuriteState.Load(HostFolder.Choose(folder))!.ConnectionString);
            var inHub = await LandedAsync(client, host, storage, cancellation);
            var landed = watch.Elapsed.TotalSeconds;
            await sampler.DisposeAsync();
            var audit = await LandingAudit.MakeAsync(new Lake(storage), plan, inHub, cancellation);
            return new(audit, kills, repeated, sent, landed, Thirds(memory));
        }
        finally
        {
            host.Dispose();
            await StopAzuriteAsync(folder);
        }
    }

    /// <summary>Kills a little after random shares of the events have been acknowledged.</summary>
    private static async Task<(int Kills, int Repeated)> KillAsync(KillPlan plan, HostProcess host, Process sender, Action<string> tell, CancellationToken cancellation)
    {
        var draw = new Draw(plan.Seed, -1, default);
        var points = Enumerable.Range(0, plan.Kills).Select(_ => (long)(draw.Uniform() * plan.Events)).Order().ToList();
        var (kills, repeated) = (0, 0);
        while (await sender.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            using var state = JsonDocument.Parse(line);
            repeated = state.RootElement.GetProperty("repeated").GetInt32();
            var acknowledged = state.RootElement.GetProperty("acknowledged").GetInt64();
            if (kills >= points.Count || acknowledged < points[kills]) continue;
            kills++;
            await Task.Delay(TimeSpan.FromMilliseconds(draw.Below(400)), TimeProvider.System, cancellation);
            await host.KillAndRestartAsync(cancellation);
            tell($"Kill {kills} at {acknowledged:N0} events");
        }

        for (; kills < points.Count; kills++) await host.KillAndRestartAsync(cancellation);
        return (kills, repeated);
    }

    /// <summary>Waits until the landing group's checkpoints stand at the ends of all partitions.</summary>
    /// <returns>How many messages each partition holds.</returns>
    internal static async Task<IReadOnlyList<long>> LandedAsync(NodePackage client, HostProcess host, BlobServiceClient storage, CancellationToken cancellation)
    {
        var counts = new long[EventHubs.PartitionCount];
        for (var partition = 0; partition < counts.Length; partition++)
        {
            var answer = await client.RunAsync("properties", new { connection = host.Connection, hub = Hub, partition = $"{partition}" }, cancellation);
            counts[partition] = answer.GetProperty("result").GetProperty("lastEnqueuedSequenceNumber").GetInt64() + 1;
        }

        var checkpoints = new CheckpointStore(storage.GetBlobContainerClient(CheckpointStore.Container), Hub, "landing");
        for (var partition = 0; partition < counts.Length; partition++)
        {
            while (await checkpoints.ReadAsync(partition, cancellation) + 1 < counts[partition]) await Task.Delay(Glance, TimeProvider.System, cancellation);
        }

        return counts;
    }

    internal static (long First, long Last, long Most) Thirds(List<long> samples)
    {
        if (samples.Count < 3) return default;
        var third = samples.Count / 3;
        return (Median(samples[..third]), Median(samples[^third..]), samples.Max());
    }

    private static long Median(List<long> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>As a host does at its end: the keeper of the emulator watches for this file.</summary>
    internal static async Task StopAzuriteAsync(string folder)
    {
        var files = HostFolder.Choose(folder);
        var stop = files.LockFile + ".stop";
        await File.WriteAllTextAsync(stop, string.Empty);
        for (var tries = 0; tries < 200 && AzuriteState.Load(files) is { IsRunning: true }; tries++) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        File.Delete(stop);
    }

    internal static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
