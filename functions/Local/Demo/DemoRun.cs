using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Tell;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Truth;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Http;
using Pinstitch.Local.Hub;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>What happens in the demo once the host is up. Each step finds what an earlier, killed demo has done already.</summary>
internal sealed class DemoRun(VerbContext context, ShopWorld world, DemoState state, DemoSteps steps)
{
    private const int Window = 2_000;
    private const int MostRounds = 3;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Measurement measurement = context.Services.GetRequiredService<Measurement>();
    private readonly DurableTaskClient durable = context.Services.GetRequiredService<DurableTaskClient>();
    private readonly TimeProvider clock = context.Services.GetRequiredService<TimeProvider>();

    public async Task<DemoResult> RunAsync(Stopwatch watch, CancellationToken cancellation)
    {
        var truth = Task.Run(() => ShopTruth.Find(world.Plan), cancellation);
        var collecting = CollectAsync(cancellation);
        await steps.RunAsync("Loading events through HTTP, webhooks and the event hub", progress => LoadAsync(progress, cancellation), sent => $"{sent:N0} messages");
        await steps.RunAsync("Landing", progress => LandAsync(progress, cancellation), landed => $"{landed:N0} messages taken from the hub");
        await steps.RunAsync("Collecting platform reports", () => collecting, rows => $"{rows:N0} rows of 3 platforms");
        var night = await steps.RunAsync("Nightly run", progress => NightlyAsync(progress, cancellation), result => $"{result.Counts.Persons:N0} persons, {result.Counts.Orders:N0} orders, {result.Counts.Credits:N0} rows of credit");
        await steps.RunAsync("Weekly digest", () => DigestAsync(cancellation), sent => sent);
        var page = await SavePageAsync(cancellation);
        var (channels, compared) = await steps.RunAsync(
            "Comparing with the truth",
            async () => await CompareAsync(night.RunId, await truth, cancellation),
            result => $"{result.Truth.Stitching.Exact:P0} of {result.Truth.Stitching.Persons:N0} persons exactly right");
        return new(
            night.RunId,
            night.Counts,
            channels,
            compared,
            $"{context.Address}/api/dashboard?code={context.Services.GetRequiredService<FunctionKeys>().Function}",
            page,
            Directory.Exists(context.Folder.Mail) ? [.. Directory.GetFiles(context.Folder.Mail, "*.eml").Order(StringComparer.Ordinal)] : [],
            watch.Elapsed.TotalSeconds);
    }

    private EventHub Hub => context.Services.GetRequiredService<EventHubs>().Get(context.Services.GetRequiredService<IConfiguration>()["EventHubName"]!);

    private async Task<long> CollectAsync(CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            // Those that an earlier demo has finished well are not started again.
            if (await NeedsCollectingAsync(cancellation)) await CollectionStart.AllAsync(measurement, context.Services.GetRequiredService<ReportSources>(), durable, clock, cancellation);
            var (rows, faults) = (0L, new List<string>());
            foreach (var account in measurement.Accounts)
            {
                var done = await durable.WaitForInstanceCompletionAsync(CollectionStart.InstanceId(account), getInputsAndOutputs: true, cancellation);
                var result = done.ReadOutputAs<CollectionResult>();
                faults.AddRange(result?.Faults ?? [$"{done.FailureDetails}"]);
                rows += result?.Rows ?? 0;
            }

            if (faults.Count == 0) return rows;
            // As the hourly timer would: the synthetic platforms lose their jobs when a demo is killed, a second round asks for them again.
            if (round == MostRounds) throw new HostStartException($"The reports could not be collected: {string.Join(" ", faults)}");
        }
    }

    private async Task<bool> NeedsCollectingAsync(CancellationToken cancellation)
    {
        foreach (var account in measurement.Accounts)
        {
            var last = await durable.GetInstanceAsync(CollectionStart.InstanceId(account), getInputsAndOutputs: true, cancellation);
            if (last is null || (last.IsCompleted && last.ReadOutputAs<CollectionResult>() is not { Faults.Count: 0 })) return true;
        }

        return false;
    }

    private async Task<long> LoadAsync(Action<double> progress, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var loader = new DemoLoader(http, Hub, context.Address, context.Services.GetRequiredService<FunctionKeys>().Function);
        for (var sent = state.Loaded; sent < world.Messages.Count;)
        {
            var next = Math.Min(sent + Window, world.Messages.Count);
            await loader.SendAsync([.. world.Messages.Skip(sent).Take(next - sent)], cancellation);
            sent = next;
            state = state with { Loaded = sent };
            state.Save(context.Folder);
            progress((double)sent / world.Messages.Count);
        }

        return world.Messages.Count;
    }

    private async Task<long> LandAsync(Action<double> progress, CancellationToken cancellation)
    {
        var group = context.Services.GetRequiredService<IConfiguration>()["EventHubConsumerGroup"]!;
        for (long landed; (landed = Hub.Consumed(group)) < Hub.Count;)
        {
            progress((double)landed / Hub.Count);
            await Task.Delay(Glance, clock, cancellation);
        }

        return Hub.Count;
    }

    private async Task<NightResult> NightlyAsync(Action<double> progress, CancellationToken cancellation)
    {
        var id = NightlyStart.InstanceId(world.Plan.LastDay);
        if (await durable.GetInstanceAsync(id, cancellation) is null or { RuntimeStatus: OrchestrationRuntimeStatus.Failed }) await NightlyStart.RunAsync(durable, world.Plan.LastDay, cancellation);
        var waiting = durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
        string[] stages = ["settle", "stitch", "attribute", "serve", "done"];
        while (!waiting.IsCompleted)
        {
            var status = await durable.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation);
            var stage = status?.ReadCustomStatusAs<Dictionary<string, string>>()?.GetValueOrDefault("stage");
            progress(Math.Max(0, Array.IndexOf(stages, stage)) / (double)stages.Length);
            await Task.WhenAny(waiting, Task.Delay(Glance * 2, clock, cancellation));
        }

        var done = await waiting;
        return done.ReadOutputAs<NightResult>() ?? throw new InvalidOperationException($"The nightly run failed: {done.FailureDetails}");
    }

    private async Task<string> DigestAsync(CancellationToken cancellation)
    {
        var texts = new List<string>();
        foreach (var team in measurement.Teams)
        {
            var id = await DigestStart.RunAsync(durable, team.Name, world.Plan.LastDay, cancellation);
            var done = await durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
            texts.Add(done.ReadOutputAs<DigestResult>()?.Text ?? $"failed: {done.FailureDetails?.ErrorMessage}");
        }

        return string.Join("; ", texts);
    }

    private async Task<string> SavePageAsync(CancellationToken cancellation)
    {
        var page = await context.Services.GetRequiredService<ServingFolders>().Dashboard.ReadAsync("index.html", cancellation);
        Directory.CreateDirectory(context.Folder.Output);
        var path = Path.Combine(context.Folder.Output, "dashboard.html");
        await File.WriteAllBytesAsync(path, page.ToArray(), cancellation);
        return path;
    }

    private async Task<(IReadOnlyList<DemoChannel> Channels, DemoTruth Truth)> CompareAsync(string runId, ShopTruth truth, CancellationToken cancellation)
    {
        var comparison = await DemoComparison.ReadAsync(context.Services.GetRequiredService<ServingTables>(), runId, truth, cancellation);
        var (stitching, guards) = await ActivatorUtilities.CreateInstance<StitchCheck>(context.Services, ActivatorUtilities.CreateInstance<IdentityEvidence>(context.Services), world).MeasureAsync(cancellation);
        return (comparison.SideBySide, new(stitching, guards, comparison.Models(measurement.Attribution.Models)));
    }
}
