using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pinstitch.Lab.EndToEnd;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Land;

namespace Pinstitch.Lab.Bench.Land;

/// <summary>
/// From message bytes to a durable landed batch: read, checked, hashed, written as JSON lines, compressed, appended to a
/// file and synced; beside it the same job in Node.js.
/// </summary>
internal sealed class LandBenchmark() : Benchmark("land", "Land events: message bytes to a durable batch, beside a Node.js handler")
{
    private static readonly Option<int> Events = new("--events") { DefaultValueFactory = _ => 200_000, Description = "Messages to land" };
    private static readonly Option<int[]> Batch = new("--batch") { DefaultValueFactory = _ => [500, 5000], AllowMultipleArgumentsPerToken = true, Description = "Messages in a batch; each size is measured for itself" };
    private static readonly Option<bool> NoNode = new("--no-node") { Description = "Leave the Node.js handler out" };

    /// <summary>Runs before the measured one, here and there: both compile while they run.</summary>
    private const int WarmUps = 2;

    /// <summary>Measured runs, of which the one with the least CPU time counts, here and there: others use the machine too.</summary>
    private const int Runs = 3;

    public override void Define(Command command)
    {
        command.Add(Events);
        command.Add(Batch);
        command.Add(NoNode);
    }

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("pinstitch-land-").FullName;
        try
        {
            var plan = ShopPlan.Demo;
            var bodies = Bodies(plan, options.GetValue(Events));
            var reader = new EventReader(new("a pepper of the benchmark"u8.ToArray()), "EUR", new ShopClock(plan.End));
            foreach (var size in options.GetValue(Batch)!) await CompareAsync(reader, bodies, size, folder, options.GetValue(NoNode), output, cancellation);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(EventReader reader, List<byte[]> bodies, int size, string folder, bool noNode, TextWriter output, CancellationToken cancellation)
    {
        var bytes = bodies.Sum(body => (long)body.Length);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{bodies.Count:N0} messages of {bytes / bodies.Count} bytes, batches of {size:N0}, the best of {Runs} runs"));
        for (var run = 0; run < WarmUps; run++) Land(reader, bodies, size, Path.Combine(folder, "warm"), 0);
        var one = Measure(() => Land(reader, bodies, size, Path.Combine(folder, "one"), 0));
        await output.WriteLineAsync(Row("Pinstitch, 1 thread", one, bodies.Count, bytes));
        var threads = Environment.ProcessorCount;
        var all = Measure(() => Split(bodies, threads).AsParallel().WithDegreeOfParallelism(threads)
            .Select((part, number) => Land(reader, part, size, Path.Combine(folder, $"all-{number}"), number))
            .Aggregate((one, other) => (one.Landed + other.Landed, one.Stored + other.Stored)));
        await output.WriteLineAsync(Row($"Pinstitch, {threads} threads", all, bodies.Count, bytes));
        if (noNode) return;
        var node = await NodeAsync(folder, bodies, size, cancellation);
        await output.WriteLineAsync(Row("Node.js, 1 thread", node, bodies.Count, bytes));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Per core (CPU seconds): {node.CpuSeconds / one.CpuSeconds:0.0} times the Node.js handler"));
        await output.WriteLineAsync($"Landed: {one.Landed:N0} here, {node.Landed:N0} there");
    }

    /// <summary>
    /// The synthetic shop's events as its browsers and servers send them, of as many people as it takes: none is there twice.
    /// They lie in memory in the order in which they are landed, as they do when they come from a hub, and as the handler reads them from its file.
    /// </summary>
    private static List<byte[]> Bodies(ShopPlan plan, int count)
    {
        const int Few = 1000;
        var some = Messages(plan, Few);
        var bodies = (some.Count >= count ? some : Messages(plan, (int)((long)Few * count / some.Count * 11 / 10))).Take(count).ToList();
        GC.Collect();
        return bodies.ConvertAll(body => body.AsSpan().ToArray());
    }

    private static List<byte[]> Messages(ShopPlan plan, int people) =>
        [.. ShopWorld.Make(plan with { People = people, Days = 28 }).Messages
            .Where(message => message.Entrance is Entrance.Collector or Entrance.Hub)
            .Select(message => message.Body)
            .Where(body => !body.AsSpan().Contains((byte)'\n'))];

    private static (long Landed, long Stored) Land(EventReader reader, List<byte[]> bodies, int size, string path, int partition)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var (offset, landed) = (0L, 0L);
        for (var at = 0; at < bodies.Count; at += size)
        {
            using var batch = reader.Batch();
            for (var number = at; number < Math.Min(at + size, bodies.Count); number++) batch.Add(partition, new(number, bodies[number]));
            landed += batch.Landed.Count;
            ReadOnlyMemory<byte>[] blocks = [.. batch.Landed.Pack(), .. batch.Rejected.Pack()];
            RandomAccess.Write(file, blocks, offset);
            offset += blocks.Sum(block => (long)block.Length);
            RandomAccess.FlushToDisk(file);
        }

        return (landed, offset);
    }

    private static IEnumerable<List<byte[]>> Split(List<byte[]> bodies, int parts) => bodies.Chunk((bodies.Count + parts - 1) / parts).Select(part => part.ToList());

    private static Measured Measure(Func<(long Landed, long Stored)> land) => Enumerable.Range(0, Runs).Select(_ => MeasureOnce(land)).ToList().MinBy(measured => measured.CpuSeconds)!;

    private static Measured MeasureOnce(Func<(long Landed, long Stored)> land)
    {
        GC.Collect();
        var (cpu, allocated, pause, watch) = (Cpu(), GC.GetTotalAllocatedBytes(precise: true), GC.GetTotalPauseDuration(), Stopwatch.StartNew());
        var (landed, stored) = land();
        return new(landed, watch.Elapsed.TotalSeconds, Cpu() - cpu, stored, GC.GetTotalAllocatedBytes(precise: true) - allocated, (GC.GetTotalPauseDuration() - pause).TotalSeconds);
    }

    private static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static async Task<Measured> NodeAsync(string folder, List<byte[]> bodies, int size, CancellationToken cancellation)
    {
        var package = await NodePackage.OpenAsync("Land", cancellation);
        var input = Path.Combine(folder, "bodies.ndjson");
        await using (var file = File.Create(input))
        {
            foreach (var body in bodies)
            {
                file.Write(body);
                file.WriteByte((byte)'\n');
            }
        }

        using var process = package.Start("handler.mjs", input, Path.Combine(folder, "node"), size.ToString(CultureInfo.InvariantCulture), WarmUps.ToString(CultureInfo.InvariantCulture), Runs.ToString(CultureInfo.InvariantCulture));
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0) throw new InvalidOperationException(await errors);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new(root.GetProperty("landed").GetInt64(), root.GetProperty("seconds").GetDouble(), root.GetProperty("cpuSeconds").GetDouble(), root.GetProperty("stored").GetInt64(), null, null);
    }

    private static string Row(string name, Measured measured, int count, long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-22} {count / measured.Seconds,10:N0} events/s {bytes / measured.Seconds / 1e6,8:0.0} MB/s {measured.CpuSeconds / count * 1e6,8:0.00} µs CPU/event {(double)measured.Stored / count,5:0} B/event stored")
        + (measured.Allocated is { } allocated && measured.PauseSeconds is { } pause
            ? string.Create(CultureInfo.InvariantCulture, $" {allocated / count,5:N0} B/event allocated {pause / count * 1e6,6:0.000} µs GC/event")
            : string.Empty);

    /// <summary>Stands at the end of the shop's days.</summary>
    private sealed class ShopClock(long end) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(end);
    }

    /// <summary>One measured run; allocations and pauses only where they can be told.</summary>
    private sealed record Measured(long Landed, double Seconds, double CpuSeconds, long Stored, long? Allocated, double? PauseSeconds);
}
