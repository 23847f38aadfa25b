using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>
/// Lands a day of many events with the code that lands, compacts it with the code that compacts, on a real Azurite, and
/// counts what it takes to find the day again.
/// </summary>
public static class DayAtScale
{
    private static readonly DateTimeOffset Day = new(2026, 10, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IncludeFields = true };

    public static Command Command(TextWriter output)
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 10_000_000, Description = "Events of the day" };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => 2500, Description = "Events that one call of LandEvents gets" };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 4, Description = "Partitions of the hub" };
        var command = new Command("day", "Land and compact a day of many events and count list requests and names") { events, batch, partitions };
        command.SetAction(async (line, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("pinstitch-day-").FullName;
            var result = await StorageAlone.UseAsync(
                folder,
                connection => RunAsync(connection, line.GetValue(events), line.GetValue(batch), line.GetValue(partitions), text => output.WriteLine(text), cancellation),
                cancellation);
            Directory.Delete(folder, recursive: true);
            await output.WriteLineAsync(JsonSerializer.Serialize(result, Indented));
            return result.Rows == result.Events ? 0 : 1;
        });
        return command;
    }

    /// <summary>Lands, compacts and counts on an empty storage account.</summary>
    public static async Task<DayResult> RunAsync(string connection, int events, int batch, int partitions, Action<string> tell, CancellationToken cancellation)
    {
        var counter = new RequestCounter();
        var options = new BlobClientOptions();
        options.AddPolicy(counter, HttpPipelinePosition.PerCall);
        var lake = new Lake(new BlobServiceClient(connection, options));
        var watch = Stopwatch.StartNew();
        var appends = await LandAsync(lake, events, batch, partitions, cancellation);
        var landed = watch.Elapsed.TotalSeconds;
        tell($"{events:N0} events landed in {landed:0} s");

        counter.Reset();
        var parts = await EventDays.PartsAsync(lake.Events, cancellation);
        var before = (counter.Counted.Lists, counter.Counted.Names);

        var (began, cpu) = (watch.Elapsed, Cpu());
        var rows = await new CompactDay(lake).RunAsync($"{Day:yyyy-MM-dd}", cancellation);
        var (seconds, cpuSeconds) = ((watch.Elapsed - began).TotalSeconds, (Cpu() - cpu).TotalSeconds);
        tell($"{rows:N0} events compacted in {seconds:0} s");

        counter.Reset();
        var after = await EventDays.PartsAsync(lake.Events, cancellation);
        var found = (counter.Counted.Lists, counter.Counted.Names);
        counter.Reset();
        await foreach (var _ in lake.Events.ListAsync($"days/date={Day:yyyy-MM-dd}/", cancellation))
        {
        }

        var folder = (counter.Counted.Lists, counter.Counted.Names);
        using var process = Process.GetCurrentProcess();
        return new(
            events,
            appends,
            Math.Round(landed, 1),
            parts.Count,
            parts.Sum(part => part.Length),
            before,
            Math.Round(seconds, 1),
            Math.Round(cpuSeconds, 1),
            after.Count,
            after.Sum(part => part.Length),
            rows,
            found,
            folder,
            process.PeakWorkingSet64 >> 20);
    }

    private static async Task<long> LandAsync(Lake lake, int events, int batch, int partitions, CancellationToken cancellation)
    {
        var reader = new EventReader(new Pseudonyms("pepper of the lab at scale"u8.ToArray(), null), "EUR", new DaysEnd());
        var appends = 0L;
        await Parallel.ForAsync(0, partitions, cancellation, async (partition, stop) =>
        {
            var (sequence, share) = (0L, events / partitions);
            for (var hour = 0; hour < 24; hour++)
            {
                var end = (long)share * (hour + 1) / 24;
                while (sequence < end)
                {
                    using var lines = reader.Batch();
                    for (var place = 0; place < batch && sequence < end; place++, sequence++) lines.Add(partition, new(sequence, Message(partition, sequence, share)));
                    if (lines.Rejected.Count > 0) throw new InvalidOperationException("The lab's own events are rejected.");
                    await LandedBlobs.AppendAsync(lake.Events, LandedBlobs.Name(Day.AddHours(hour), partition), lines.Landed, stop);
                    Interlocked.Increment(ref appends);
                }
            }
        });
        return appends;
    }

    private static byte[] Message(int partition, long sequence, long share)
    {
        var time = Day.AddTicks(TimeSpan.TicksPerDay * sequence / share).UtcDateTime;
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"event_id":"d{{partition}}-{{sequence}}","event_name":"page_visit","event_time":"{{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","source":"browser","user":{"anonymous_id":"c-{{sequence % 300_000}}-{{partition}}"},"page":{"url":"https://shop.example/p/{{sequence % 977}}?utm_source=pinterest"} }"""));
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private sealed class DaysEnd : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Day.AddDays(1);
    }
}
