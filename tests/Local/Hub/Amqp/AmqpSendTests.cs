using System.Text.Json;
using Pinstitch.Local;
using Pinstitch.Local.Hub;

namespace Pinstitch.Tests.Local.Hub.Amqp;

/// <summary>The unmodified JavaScript client of Event Hubs sends to the embedded host.</summary>
public sealed class AmqpSendTests
{
    [Fact]
    public async Task Forty_fresh_connections_in_a_row_all_come_through()
    {
        await using var hubs = await LocalHubs.StartAsync();
        Assert.Equal(40, (await hubs.RunAsync("connect", new { times = 40 })).GetProperty("connected").GetInt32());
    }

    [Fact]
    public async Task An_event_arrives_with_everything_that_was_sent()
    {
        await using var hubs = await LocalHubs.StartAsync();
        object[] events =
        [
            new { body = new { name = "Ä€😀", n = 1 }, messageId = "m-1", correlationId = "c-1", contentType = "application/json", properties = new { text = "t", number = 7, flag = true } },
            new { body = "a text" },
        ];
        await hubs.RunAsync("send", new { events, partitionKey = "visitor-1" });
        var records = Records(hubs).ToList();
        Assert.All(records, record => Assert.Equal("visitor-1", record.PartitionKey));
        var first = EventProperties.ToEvent(records[0]);
        Assert.Equal("""{"name":"Ä€😀","n":1}""", first.EventBody.ToString());
        Assert.Equal(("m-1", "c-1", "application/json"), (first.MessageId, first.CorrelationId, first.ContentType));
        Assert.Equal(["flag=True", "number=7", "text=t"], first.Properties.Select(item => $"{item.Key}={item.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("\"a text\"", EventProperties.ToEvent(records[1]).EventBody.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_batch_goes_to_one_partition_in_its_order(int count)
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.RunAsync("send", new { events = Enumerable.Range(0, count).Select(n => new { body = n }), asBatch = true });
        var partition = Assert.Single(hubs.Events.Partitions, log => log.NextSequence > 0);
        Assert.Equal(count, partition.NextSequence);
        Assert.Equal(Enumerable.Range(0, count).Select(n => $"{n}"), Records(hubs).Select(record => EventProperties.ToEvent(record).EventBody.ToString()));
    }

    [Fact]
    public async Task A_batch_of_many_frames_is_kept_byte_for_byte()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.RunAsync("send", new { bytes = new[] { 900 * 1024 }, partitionId = "2" });
        var record = Assert.Single(Records(hubs));
        Assert.Equal(900 * 1024, EventProperties.ToEvent(record).Body.Length);
        Assert.All(EventProperties.ToEvent(record).Body.ToArray(), letter => Assert.Equal((byte)'x', letter));
    }

    [Fact]
    public async Task The_client_knows_how_large_a_batch_may_be()
    {
        await using var hubs = await LocalHubs.StartAsync();
        var result = await hubs.RunAsync("send", new { bytes = new[] { 600 * 1024, 600 * 1024 }, asBatch = true });
        Assert.Equal([true, false], result.GetProperty("added").EnumerateArray().Select(added => added.GetBoolean()));
        Assert.Equal(1024 * 1024, result.GetProperty("maxSize").GetInt32());
        var failure = await hubs.FailAsync("send", new { bytes = new[] { 600 * 1024, 600 * 1024 } });
        Assert.Equal("MessageTooLargeError", failure.GetProperty("code").GetString());
        Assert.Equal(0, hubs.Events.Count);
    }

    [Fact]
    public async Task A_partition_that_is_named_gets_the_event_and_one_that_is_not_there_is_an_error()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.RunAsync("send", new { events = new[] { new { body = 1 } }, partitionId = "3" });
        Assert.Equal([0, 0, 0, 1], hubs.Events.Partitions.Select(partition => partition.NextSequence));
        var failure = await hubs.FailAsync("send", new { events = new[] { new { body = 1 } }, partitionId = "4" });
        Assert.Equal("MessagingEntityNotFoundError", failure.GetProperty("code").GetString());
        Assert.Contains("0 to 3", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_partitions_take_turns()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.RunAsync("send", new { events = new[] { new { body = 1 } }, times = 8 });
        Assert.Equal([2, 2, 2, 2], hubs.Events.Partitions.Select(partition => partition.NextSequence));
    }

    /// <summary>The buffered producer hashes keys itself and names the partition; the hub would have chosen the same.</summary>
    [Fact]
    public async Task The_clients_choice_of_a_partition_for_a_key_is_the_hubs()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.RunAsync("buffered", new { count = 70 });
        Assert.Equal(70, hubs.Events.Count);
        foreach (var partition in hubs.Events.Partitions)
        {
            Assert.All(partition.Read(0, 100), record =>
            {
                using var body = JsonDocument.Parse(EventProperties.ToEvent(record).Body);
                Assert.Equal(partition.Partition, PartitionKeyHash.Partition($"key-{body.RootElement.GetProperty("i").GetInt32() % 7}", 4));
            });
        }
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using var hubs = await LocalHubs.StartAsync();
        var failure = await hubs.FailAsync(
            "send",
            new { events = new[] { new { body = 1 } }, retry = new { maxRetries = 0 } },
            hubs.Connection.Replace("secret", "guess", StringComparison.Ordinal));
        Assert.Equal("UnauthorizedError", failure.GetProperty("code").GetString());
        Assert.Equal(0, hubs.Events.Count);
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_an_error_that_names_it()
    {
        await using var hubs = await LocalHubs.StartAsync();
        var failure = await hubs.FailAsync("send", new { events = new[] { new { body = 1 } } }, hub: "evnts");
        Assert.Equal("MessagingEntityNotFoundError", failure.GetProperty("code").GetString());
        Assert.Contains("'evnts'", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_of_the_hub_and_of_partitions_are_told()
    {
        await using var hubs = await LocalHubs.StartAsync();
        await hubs.Events.SendAsync([new EventData("one"), new EventData("two")], "7");
        var hub = await hubs.RunAsync("properties", new { });
        Assert.Equal(["0", "1", "2", "3"], hub.GetProperty("partitionIds").EnumerateArray().Select(id => id.GetString()!));
        var full = PartitionKeyHash.Partition("7", 4);
        var partition = await hubs.RunAsync("properties", new { partition = $"{full}" });
        Assert.Equal((0, 1, false), (partition.GetProperty("beginningSequenceNumber").GetInt64(), partition.GetProperty("lastEnqueuedSequenceNumber").GetInt64(), partition.GetProperty("isEmpty").GetBoolean()));
        Assert.Equal($"{hubs.Events.Partitions[full].Last()!.Value.Offset}", partition.GetProperty("lastEnqueuedOffset").GetString());
        var empty = await hubs.RunAsync("properties", new { partition = $"{(full + 1) % 4}" });
        Assert.Equal((-1, true), (empty.GetProperty("lastEnqueuedSequenceNumber").GetInt64(), empty.GetProperty("isEmpty").GetBoolean()));
        Assert.Equal("MessagingEntityNotFoundError", (await hubs.FailAsync("properties", new { partition = "9" })).GetProperty("code").GetString());
    }

    private static IEnumerable<HubRecord> Records(LocalHubs hubs) => hubs.Events.Partitions.SelectMany(partition => partition.Read(0, 2000));
}
