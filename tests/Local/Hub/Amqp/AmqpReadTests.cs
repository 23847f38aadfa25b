using System.Text.Json;
using Pinstitch.Local;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Hub.Amqp;

/// <summary>The unmodified JavaScript client of Event Hubs reads from the embedded host.</summary>
public sealed class AmqpReadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Reading_begins_where_the_reader_says()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await SendAsync(hubs, 60);
        var partition = hubs.Events.Partitions.Single(log => log.NextSequence > 0);
        var middle = partition.Read(40, 1)[0];
        var read = async (object position, int count) =>
            (await hubs.RunAsync("read", new { partition = $"{partition.Partition}", position, count })).GetProperty("events").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt64()).ToList();
        Assert.Equal(Numbers(0, 60), await read(new { offset = "-1" }, 60));
        Assert.Equal(Numbers(41, 19), await read(new { offset = $"{middle.Offset}" }, 19));
        Assert.Equal(Numbers(40, 20), await read(new { offset = $"{middle.Offset}", isInclusive = true }, 20));
        Assert.Equal(Numbers(41, 19), await read(new { sequenceNumber = 40 }, 19));
        Assert.Equal(Numbers(40, 20), await read(new { sequenceNumber = 40, isInclusive = true }, 20));
        Assert.Equal(Numbers(0, 60), await read(new { enqueuedOn = partition.Read(0, 1)[0].EnqueuedTime.ToUnixTimeMilliseconds() - 1 }, 60));
        Assert.Empty(await read(new { enqueuedOn = partition.Last()!.Value.EnqueuedTime.ToUnixTimeMilliseconds() + 1 }, 1));
    }

    [Fact]
    public async Task Latest_gives_only_what_comes_after()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await SendAsync(hubs, 5);
        var partition = hubs.Events.Partitions.Single(log => log.NextSequence > 0).Partition;
        var reading = hubs.RunAsync("read", new { partition = $"{partition}", position = new { offset = "@latest" }, count = 1, quiet = 20_000 });
        // The client has no way to say that its link is up, so events come until it has seen one.
        while (!reading.IsCompleted)
        {
            await SendAsync(hubs, 1);
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        Assert.All((await reading).GetProperty("events").EnumerateArray(), item => Assert.True(item.GetProperty("sequence").GetInt64() >= 5));
    }

    [Fact]
    public async Task What_was_sent_by_either_side_is_read_alike()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.RunAsync("send", new { events = new[] { new { body = new { from = "node" }, messageId = "m", contentType = "application/json", properties = new { a = "b" } } }, partitionKey = "k" });
        await hubs.Events.SendAsync([new EventData("""{"from":"here"}""") { MessageId = "m", ContentType = "application/json", Properties = { ["a"] = "b" } }], "k");
        var events = (await hubs.RunAsync("read", new { position = new { offset = "-1" }, count = 2 })).GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(["node", "here"], events.Select(item => item.GetProperty("body").GetProperty("from").GetString()));
        foreach (var item in events)
        {
            Assert.Equal(("m", "application/json", "b", "k"), (Text(item, "messageId"), Text(item, "contentType"), Text(item.GetProperty("properties"), "a"), Text(item, "partitionKey")));
            var record = hubs.Events.Partitions[int.Parse(Text(item, "partition")!, System.Globalization.CultureInfo.InvariantCulture)].Read(item.GetProperty("sequence").GetInt64(), 1)[0];
            Assert.Equal(($"{record.Offset}", record.EnqueuedTime.ToUnixTimeMilliseconds()), (Text(item, "offset"), item.GetProperty("enqueued").GetInt64()));
        }
    }

    [Fact]
    public async Task A_reader_that_asks_is_told_the_newest_event()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await SendAsync(hubs, 10);
        var partition = hubs.Events.Partitions.Single(log => log.NextSequence > 0);
        var result = await hubs.RunAsync("read", new { partition = $"{partition.Partition}", position = new { offset = "-1" }, count = 10, track = true });
        Assert.Equal((9, $"{partition.Last()!.Value.Offset}"), (result.GetProperty("last").GetProperty("sequence").GetInt64(), Text(result.GetProperty("last"), "offset")));
    }

    [Fact]
    public async Task A_higher_owner_level_takes_the_partition_and_a_lower_one_is_kept_out()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.Events.SendAsync([new EventData("event")], "7");
        var partition = hubs.Events.Partitions.Single(log => log.NextSequence > 0).Partition;
        var outcome = await hubs.RunAsync("steal", new { partition = $"{partition}" });
        Assert.Equal(("ReceiverDisconnectedError", "ReceiverDisconnectedError"), (Text(outcome, "first"), Text(outcome, "lower")));
    }

    [Fact]
    public async Task A_processor_goes_on_behind_its_checkpoint_also_after_a_restart_of_the_hub()
    {
        var folder = Directory.CreateTempSubdirectory("pinstitch-amqp-").FullName;
        var (storage, container) = (await azurite.ConnectionAsync(), AzuriteFixture.Unique("processor"));
        await using (var hubs = await LocalHubs.StartAsync(folder, keepFolder: true))
        {
            await SendAsync(hubs, 100);
            var first = await hubs.RunAsync("process", new { storage, container, count = 100, checkpointEvery = 1 });
            Assert.Equal(100, first.GetProperty("events").GetArrayLength());
        }

        await using var again = await LocalHubs.StartAsync(folder);
        await SendAsync(again, 1);
        var second = await again.RunAsync("process", new { storage, container, count = 2, checkpointEvery = 1, quiet = 1500 });
        Assert.Equal(100, Assert.Single(second.GetProperty("events").EnumerateArray()).GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Two_processors_share_the_partitions_and_one_takes_over_when_the_other_stops()
    {
        await using var hubs = await LocalHubs.StartAsync();
        for (var number = 0; number < 2000; number++) await hubs.Events.SendAsync([new EventData($"{number}")]);
        var result = await hubs.RunAsync("process", new { storage = await azurite.ConnectionAsync(), container = AzuriteFixture.Unique("processor"), count = 2000, processors = 2, stopOneAfter = 300, quiet = 10_000 });
        var events = result.GetProperty("events").EnumerateArray().Select(item => (Partition: Text(item, "partition"), Sequence: item.GetProperty("sequence").GetInt64())).ToList();
        Assert.Equal(2000, events.Distinct().Count());
        Assert.Equal(["0", "1", "2", "3"], result.GetProperty("partitions")[1].EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task A_slow_reader_holds_up_neither_other_partitions_nor_senders()
    {
        await using var hubs = await LocalHubs.StartAsync();
        var body = new byte[4_000];
        await hubs.Events.SendAsync([.. Enumerable.Range(0, 4000).Select(_ => new EventData(body))], "7");
        var full = hubs.Events.Partitions.Single(log => log.NextSequence > 0).Partition;
        // It takes a handful and then reads no more, with its link open.
        var slow = hubs.RunAsync("read", new { partition = $"{full}", position = new { offset = "-1" }, count = 1, batch = 1 });
        await hubs.RunAsync("send", new { events = new[] { new { body = 1 } }, partitionId = $"{(full + 1) % 4}" });
        var other = await hubs.RunAsync("read", new { partition = $"{(full + 1) % 4}", position = new { offset = "-1" }, count = 1 });
        Assert.Single(other.GetProperty("events").EnumerateArray());
        await slow;
    }

    private static async Task SendAsync(LocalHubs hubs, int count) =>
        await hubs.Events.SendAsync([.. Enumerable.Range(0, count).Select(number => new EventData($"{number}"))], "one key");

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static IEnumerable<long> Numbers(int first, int count) => Enumerable.Range(first, count).Select(number => (long)number);
}
