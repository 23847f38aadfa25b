using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>
/// The cost of the memory that finds copies: keys of nine weeks in shards, on a real Azurite, read and compared with a
/// night's new ones by the code that settles.
/// </summary>
public static class CopyMemory
{
    private const int Shards = 16;
    private static readonly int Weeks = SettledWeeks.Reach;

    public static Command Command(TextWriter output)
    {
        var ids = new Option<long[]>("--ids") { DefaultValueFactory = _ => [1_000_000, 10_000_000, 60_000_000], Description = "How many ids are remembered; several one after the other", AllowMultipleArgumentsPerToken = true };
        var command = new Command("memory", "Measure what a night pays for looking up copies among the ids of sixty days") { ids };
        command.SetAction(async (line, cancellation) =>
        {
            foreach (var remembered in line.GetValue(ids)!)
            {
                var folder = Directory.CreateTempSubdirectory("pinstitch-memory-").FullName;
                var result = await StorageAlone.UseAsync(folder, connection => RunAsync(connection, remembered, cancellation), cancellation);
                Directory.Delete(folder, recursive: true);
                await output.WriteLineAsync(JsonSerializer.Serialize(result));
            }

            return 0;
        });
        return command;
    }

    /// <summary>Writes the keys of so many ids, then does a night's looking.</summary>
    public static async Task<CopyMemoryResult> RunAsync(string connection, long remembered, CancellationToken cancellation)
    {
        var folder = new Lake(new BlobServiceClient(connection)).Events;
        var state = 1UL;
        var each = (int)(remembered / Shards / Weeks);
        for (var shard = 0; shard < Shards; shard++)
        {
            for (var week = 0; week < Weeks; week++) await folder.WriteOnceAsync(Name(shard, week), new(Keys(each, ref state).Write()), cancellation);
        }

        // A sixtieth is new, in the last week.
        var fresh = (int)(remembered / Shards / 60);
        var (began, cpu, bytes, look, found) = (Stopwatch.GetTimestamp(), Cpu(), 0L, TimeSpan.Zero, 0);
        for (var shard = 0; shard < Shards; shard++)
        {
            var mine = Keys(fresh, ref state);
            for (var week = 0; week < Weeks; week++)
            {
                var content = await folder.ReadAsync(Name(shard, week), cancellation);
                bytes += content.ToMemory().Length;
                var start = Stopwatch.GetTimestamp();
                if (EventKeys.Read(content.ToMemory().Span).Meets(mine)) found++;
                look += Stopwatch.GetElapsedTime(start);
            }
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new((long)each * Shards * Weeks, (long)fresh * Shards, Shards * Weeks, bytes, Math.Round(seconds, 3), Math.Round((Cpu() - cpu).TotalSeconds, 3), Math.Round(look.TotalSeconds, 3), found);
    }

    private static string Name(int shard, int week) => string.Create(CultureInfo.InvariantCulture, $"settled/{shard:D3}-of-{Shards:D3}/{week:D2}-keys.bin");

    /// <summary>Sorted keys as hashes are: spread evenly, none twice.</summary>
    private static EventKeys Keys(int count, ref ulong state)
    {
        var keys = new ulong[count];
        for (var place = 0; place < count; place++)
        {
            var mixed = state++ * 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            keys[place] = mixed ^ (mixed >> 31);
        }

        Array.Sort(keys);
        return EventKeys.Read(MemoryMarshal.AsBytes(keys.AsSpan()));
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
