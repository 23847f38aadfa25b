using System.Text;
using CsCheck;
using Pinstitch.Local.Hub;

namespace Pinstitch.Tests.Local.Hub;

public sealed class PartitionLogTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-log-").FullName;

    private string LogFile => Path.Combine(folder, "00.log");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_kill_at_any_byte_loses_only_the_record_that_it_tore()
    {
        long[] offsets;
        await using (var log = PartitionLog.Open(folder, 0))
        {
            foreach (var text in new[] { "one", "second", "", "the fourth" }) await AppendAsync(log, text);
            offsets = [.. log.Read(0, 10).Select(record => record.Offset)];
        }

        var whole = await File.ReadAllBytesAsync(LogFile, TestContext.Current.CancellationToken);
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(LogFile, whole[..length], TestContext.Current.CancellationToken);
            var survivors = offsets.Append(whole.Length).Count(offset => offset > 0 && offset <= length);
            await using var log = PartitionLog.Open(folder, 0);
            Assert.Equal(survivors, log.NextSequence);
            Assert.Equal(survivors, await AppendAsync(log, "after the kill"));
            var records = log.Read(0, 10);
            Assert.Equal(Enumerable.Range(0, survivors + 1).Select(number => (long)number), records.Select(record => record.Sequence));
            Assert.Equal("after the kill", Text(records[^1]));
        }
    }

    [Fact]
    public async Task A_damaged_byte_ends_the_log_in_front_of_its_record()
    {
        long[] offsets;
        await using (var log = PartitionLog.Open(folder, 0))
        {
            for (var number = 0; number < 5; number++) await AppendAsync(log, $"record {number}");
            offsets = [.. log.Read(0, 10).Select(record => record.Offset)];
        }

        var bytes = await File.ReadAllBytesAsync(LogFile, TestContext.Current.CancellationToken);
        bytes[offsets[3] + 20] ^= 1;
        await File.WriteAllBytesAsync(LogFile, bytes, TestContext.Current.CancellationToken);
        await using var opened = PartitionLog.Open(folder, 0);
        Assert.Equal(3, opened.NextSequence);
    }

    [Fact]
    public async Task What_was_appended_is_in_the_file_when_append_returns()
    {
        await using var log = PartitionLog.Open(folder, 0);
        await AppendAsync(log, "acknowledged");
        using var reader = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[reader.Length];
        reader.ReadExactly(bytes);
        Assert.True(bytes.AsSpan().IndexOf("acknowledged"u8) > 0);
    }

    [Fact]
    public async Task Senders_at_the_same_time_get_numbers_without_gaps_and_each_keeps_its_order()
    {
        await using var log = PartitionLog.Open(folder, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++) await AppendAsync(log, $"{sender}:{number:D3}");
        })));
        var records = ReadAll(log);
        Assert.Equal(Enumerable.Range(0, 800).Select(number => (long)number), records.Select(record => record.Sequence));
        Assert.All(records.Select(Text).GroupBy(text => text[0]), sender => Assert.Equal(sender.Order(StringComparer.Ordinal), sender));
    }

    [Fact]
    public async Task A_batch_stands_together()
    {
        await using var log = PartitionLog.Open(folder, 0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(batch =>
            log.AppendAsync([.. Enumerable.Range(0, 7).Select(number => Message($"{batch}:{number}"))], null, Noon)));
        Assert.All(ReadAll(log).Chunk(7), batch => Assert.Equal(Enumerable.Range(0, 7), batch.Select(record => int.Parse(Text(record).Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void What_is_written_is_read_again_whatever_it_is() => Gen.Select(Gen.Byte.Array[0, 3000], Gen.String.Null(), Gen.String.Null()).Array[1, 150].Holds(
        inputs =>
        {
            var own = Directory.CreateTempSubdirectory("pinstitch-log-").FullName;
            try
            {
                var log = PartitionLog.Open(own, 0);
                foreach (var (body, key, properties) in inputs) log.AppendAsync([new(RecordKind.Payload, Sound(properties), body)], Sound(key), Noon).GetAwaiter().GetResult();
                log.DisposeAsync().AsTask().GetAwaiter().GetResult();
                var opened = PartitionLog.Open(own, 0);
                var records = ReadAll(opened);
                opened.DisposeAsync().AsTask().GetAwaiter().GetResult();
                return records.Count == inputs.Length && records.Zip(inputs).All(pair =>
                    pair.First.Body.Span.SequenceEqual(pair.Second.Item1)
                    && pair.First.PartitionKey == Sound(pair.Second.Item2)
                    && pair.First.Properties == Sound(pair.Second.Item3));
            }
            finally
            {
                Directory.Delete(own, recursive: true);
            }
        },
        iter: 20);

    [Fact]
    public async Task Reading_from_any_number_gives_what_stands_there()
    {
        await using var log = PartitionLog.Open(folder, 0);
        await log.AppendAsync([.. Enumerable.Range(0, 200).Select(number => Message($"record {number}"))], null, Noon);
        for (var from = 0; from < 200; from++) Assert.Equal($"record {from}", Text(log.Read(from, 1)[0]));
        Assert.Empty(log.Read(200, 10));
    }

    [Fact]
    public async Task One_read_takes_about_a_megabyte_and_a_larger_record_whole()
    {
        await using var log = PartitionLog.Open(folder, 0);
        for (var number = 0; number < 8; number++) await log.AppendAsync([new(RecordKind.Payload, null, new byte[400_000])], null, Noon);
        await log.AppendAsync([new(RecordKind.Payload, null, new byte[3_000_000])], null, Noon);
        Assert.Equal(2, log.Read(0, 100).Count);
        Assert.Equal(3_000_000, Assert.Single(log.Read(8, 100)).Body.Length);
    }

    [Fact]
    public async Task The_first_record_after_a_time_or_an_offset_is_found()
    {
        await using var log = PartitionLog.Open(folder, 0);
        for (var minute = 0; minute < 150; minute++) await log.AppendAsync([Message($"{minute}")], null, Noon.AddMinutes(minute));
        Assert.Equal(70, log.FirstWhere(record => record.EnqueuedTime > Noon.AddMinutes(69.5)));
        var offset = log.Read(99, 1)[0].Offset;
        Assert.Equal(100, log.FirstWhere(record => record.Offset > offset));
        Assert.Equal(150, log.FirstWhere(record => record.EnqueuedTime > Noon.AddDays(1)));
    }

    [Fact]
    public async Task What_is_older_than_the_retention_goes_and_numbers_and_offsets_stay()
    {
        var offsets = new List<long>();
        await using (var log = PartitionLog.Open(folder, 0))
        {
            for (var minute = 0; minute < 300; minute++) await log.AppendAsync([Message($"canary-{minute:D3}")], "key", Noon.AddMinutes(minute));
            for (var number = 0; number < 300; number++) offsets.Add(log.Read(number, 1)[0].Offset);
            Assert.Equal(0, log.Drop(Noon, 300));
            Assert.Equal(170, log.Drop(Noon.AddMinutes(170), 300));
            Check(log, 170);
            Assert.Equal(300, await log.AppendAsync([Message("after")], null, Noon.AddHours(9)));
        }

        await using var opened = PartitionLog.Open(folder, 0);
        Check(opened, 170);
        Assert.Equal((300, 301), (opened.Last()!.Value.Sequence, opened.NextSequence));
        Assert.DoesNotContain("canary-169", await FilesAsync(), StringComparison.Ordinal);
        Assert.Contains("canary-170", await FilesAsync(), StringComparison.Ordinal);

        void Check(PartitionLog log, long first)
        {
            Assert.Equal(first, log.FirstSequence);
            // A reader that was further back begins at the oldest that is left.
            Assert.Equal(first, log.Read(3, 1)[0].Sequence);
            for (var number = first; number < 300; number += 13) Assert.Equal((number, offsets[(int)number]), (log.Read(number, 1)[0].Sequence, log.Read(number, 1)[0].Offset));
            Assert.Equal(200, log.FirstWhere(record => record.EnqueuedTime >= Noon.AddMinutes(200)));
        }
    }

    [Fact]
    public async Task What_somebody_has_still_to_read_stays_and_an_emptied_log_goes_on_counting()
    {
        await using (var log = PartitionLog.Open(folder, 0))
        {
            for (var minute = 0; minute < 100; minute++) await log.AppendAsync([Message($"{minute}")], null, Noon.AddMinutes(minute));
            Assert.Equal(40, log.Drop(Noon.AddDays(9), 40));
            Assert.Equal(60, log.Drop(Noon.AddDays(9), 100));
            Assert.Null(log.Last());
            Assert.Empty(log.Read(0, 10));
        }

        await using var opened = PartitionLog.Open(folder, 0);
        Assert.Equal(100, await opened.AppendAsync([Message("next")], null, Noon.AddDays(9)));
        Assert.Equal(100, opened.Last()!.Value.Sequence);
    }

    [Fact]
    public async Task A_kill_between_the_new_file_and_the_end_of_the_old_one_leaves_one_log()
    {
        var old = Path.Combine(folder, "00.log");
        await using (var log = PartitionLog.Open(folder, 0))
        {
            for (var minute = 0; minute < 100; minute++) await log.AppendAsync([Message($"{minute}")], null, Noon.AddMinutes(minute));
            File.Copy(old, old + ".kept");
            log.Drop(Noon.AddMinutes(70), 100);
        }

        File.Move(old + ".kept", old);
        await File.WriteAllTextAsync(Path.Combine(folder, "00.90.5000.log.new"), "half written", TestContext.Current.CancellationToken);
        await using var opened = PartitionLog.Open(folder, 0);
        Assert.Equal((70, 100), (opened.FirstSequence, opened.NextSequence));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_make_the_log_go_back()
    {
        await using (var log = PartitionLog.Open(folder, 0)) await log.AppendAsync([Message("first")], null, Noon);
        await using var opened = PartitionLog.Open(folder, 0);
        await opened.AppendAsync([Message("second")], null, Noon.AddHours(-1));
        Assert.Equal(Noon, opened.Last()!.Value.EnqueuedTime);
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_the_record_it_waits_for()
    {
        await using var log = PartitionLog.Open(folder, 0);
        var waiting = log.WaitForAsync(1, TestContext.Current.CancellationToken);
        await AppendAsync(log, "one");
        Assert.False(waiting.IsCompleted);
        await AppendAsync(log, "two");
        await waiting;
    }

    private async Task<string> FilesAsync()
    {
        var text = new System.Text.StringBuilder();
        foreach (var file in Directory.GetFiles(folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return text.ToString();
    }

    private static Task<long> AppendAsync(PartitionLog log, string text) => log.AppendAsync([Message(text)], "key", Noon);

    private static HubMessage Message(string text) => new(RecordKind.Payload, null, Encoding.UTF8.GetBytes(text));

    private static string Text(HubRecord record) => Encoding.UTF8.GetString(record.Body.Span);

    /// <summary>UTF-8 has no half surrogate pairs: what would be sent for them.</summary>
    private static string? Sound(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static List<HubRecord> ReadAll(PartitionLog log)
    {
        var records = new List<HubRecord>();
        while (log.Read(records.Count, 37) is { Count: > 0 } more) records.AddRange(more);
        return records;
    }
}
