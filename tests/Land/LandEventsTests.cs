using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;
using Pinstitch.Local;
using Pinstitch.Local.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

/// <summary>What is on storage after batches were landed, landed again, and landed through faults.</summary>
public sealed class LandEventsTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partitions_hour_is_one_blob_whatever_the_number_of_batches()
    {
        var lake = await LakeAsync();
        for (var batch = 0; batch < 5; batch++) await LandAsync(lake, Events(batch * 3, 3));
        var (name, _) = Assert.Single(await ListAsync(lake.Events));
        Assert.Equal("date=2026-03-01/hour=12/0.ndjson.gz", name);
        Assert.Equal(Enumerable.Range(0, 15).Select(number => (long)number), (await LandedAsync(lake)).Select(record => record.Sequence));
    }

    [Promise(2)]
    [Fact]
    public async Task Landing_a_batch_again_changes_no_event()
    {
        var lake = await LakeAsync();
        await LandAsync(lake, Events(0, 4));
        var once = SettledEvents.From(await LandedAsync(lake));
        await LandAsync(lake, Events(0, 4));
        await LandAsync(lake, Events(2, 4));
        var again = SettledEvents.From(await LandedAsync(lake));
        Assert.Equal(once.Events.Select(item => Encoding.UTF8.GetString(LandingJson.Write(item))), again.Events.Take(4).Select(item => Encoding.UTF8.GetString(LandingJson.Write(item))));
        Assert.Equal((6, 0), (again.Delivered, again.Duplicates));
    }

    /// <summary>Every request of the landing fails in turn, before and after it has taken effect, as when a host is killed there.</summary>
    [Promise(1)]
    [Fact]
    public async Task A_fault_at_any_request_loses_nothing_and_lands_nothing_twice()
    {
        var account = await azurite.AccountAsync();
        var partition = 0;
        for (var request = 1; ; request++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var fault = new OneFault(request, afterwards);
                var lake = await LakeAsync(fault, account);
                partition++;
                EventData[] batch = [.. Events(0, 3), Event(3, """{"event_name":"page_visit"}""")];
                if (fault.Passed(await Record.ExceptionAsync(() => LandAsync(lake, batch, partition)))) return;
                // The pump holds the partition and comes again with the same batch.
                await LandAsync(lake, batch, partition);
                var settled = SettledEvents.From((await LandedAsync(lake)).Where(record => record.Partition == partition));
                Assert.Equal((3, 3), (settled.Events.Count, (int)settled.Delivered));
                Assert.Equal([3L], (await RejectedAsync(lake)).Where(record => record.Partition == partition).Select(record => record.Sequence).Distinct());
            }
        }
    }

    [Promise(1)]
    [Fact]
    public async Task A_message_that_cannot_be_landed_is_kept_whole_with_reason_version_and_fix()
    {
        var lake = await LakeAsync();
        await LandAsync(lake, [Event(7, """{"event_id":"e","event_name":"page_vist","event_time":1772366400,"user":{"anonymous_id":"a"},"more":{"x":1}}""")]);
        var record = Assert.Single(await RejectedAsync(lake));
        Assert.Equal((0, 7, EventReader.ContractVersion), (record.Partition, record.Sequence, record.ContractVersion));
        var violation = Assert.Single(record.Violations);
        Assert.Equal(("event_name", "unknown_name"), (violation.Field, violation.Rule));
        Assert.Contains("page_visit", violation.Fix, StringComparison.Ordinal);
        Assert.Contains("\"more\":{\"x\":1}", record.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_sends_what_was_mended_once_and_leaves_what_is_still_wrong()
    {
        var lake = await LakeAsync();
        // Rejected for its currency by a shop that counts in EUR; the configuration was mended to USD afterwards.
        const string Order = """{"event_id":"checkout_1","event_name":"checkout","event_time":1772366400,"order_id":"1","value":9.5,"currency":"USD","user":{"email":"jane@example.com"}}""";
        await LandAsync(lake, [Event(0, Order), Event(1, "not json")]);
        Assert.Equal(2, (await RejectedAsync(lake)).Count);
        var hub = new Sender();
        var replay = new Replay(lake, Reader("USD"), hub);
        Assert.True((await replay.RunAsync(string.Empty, dryRun: true, Stop)).TryGet(out var planned, out _));
        Assert.Equal((1, 0, 1), (planned.Sent, planned.Earlier, planned.Remaining));
        Assert.Empty(hub.Sent);
        Assert.True((await replay.RunAsync("date=2026-03-01", dryRun: false, Stop)).TryGet(out var first, out _));
        Assert.True((await replay.RunAsync(string.Empty, dryRun: false, Stop)).TryGet(out var second, out _));
        Assert.Equal((1, 0, 1), (first.Sent, first.Earlier, first.Remaining));
        Assert.Equal((0, 1, 1), (second.Sent, second.Earlier, second.Remaining));
        Assert.Equal(["$: not_json"], second.Reasons.Keys);
        var body = Assert.Single(hub.Sent);
        Assert.DoesNotContain("jane@", body, StringComparison.Ordinal);
        // The mail address left the message before it was rejected; what is sent again names the same person.
        Assert.Equal(Reader("USD").Read(Encoding.UTF8.GetBytes(Order)).Event!.Identifiers, Reader("USD").Read(Encoding.UTF8.GetBytes(body)).Event!.Identifiers);
    }

    [Fact]
    public async Task A_hub_that_is_away_leaves_the_replay_to_be_done_again()
    {
        var lake = await LakeAsync();
        await LandAsync(lake, [Event(0, """{"event_id":"checkout_1","event_name":"checkout","event_time":1772366400,"order_id":"1","value":9.5,"currency":"USD"}""")]);
        var hub = new Sender { Fault = new(FaultKind.Transient, "away") };
        Assert.False((await new Replay(lake, Reader("USD"), hub).RunAsync(string.Empty, dryRun: false, Stop)).TryGet(out _, out var fault));
        Assert.Equal("away", fault!.Text);
        hub.Fault = null;
        Assert.True((await new Replay(lake, Reader("USD"), hub).RunAsync(string.Empty, dryRun: false, Stop)).TryGet(out var result, out _));
        Assert.Equal(1, result.Sent);
    }

    [Promise(1)]
    [Fact]
    public void The_balance_sees_a_gap()
    {
        var messages = new SequenceSet();
        for (var sequence = 0; sequence < 10; sequence++) messages.Add(0, sequence);
        messages.Add(0, 3);
        messages.Add(1, 5);
        messages.Add(0, 12);
        Assert.Equal((12, 14), (messages.Count(), messages.Spanned()));
        Assert.Equal([new(0, 0, 9), new(0, 12, 12), new(1, 5, 5)], messages.Ranges());
    }

    private static EventReader Reader(string currency) => new(new("a pepper of some length"u8.ToArray()), currency, new FixedClock(Now));

    private static IEnumerable<EventData> Events(int first, int count) => Enumerable.Range(first, count).Select(number =>
        Event(number, $$$"""{"event_id":"e{{{number}}}","event_name":"page_visit","event_time":1772366400,"user":{"anonymous_id":"a{{{number % 2}}}"}}"""));

    private static EventData Event(long sequence, string body) => new(Encoding.UTF8.GetBytes(body), null, null, sequence, $"{sequence * 100}", Now, null);

    private static Task LandAsync(Lake lake, IEnumerable<EventData> events, int partition = 0) => new LandEvents(Reader("EUR"), lake, NullLogger<LandEvents>.Instance)
        .RunAsync([.. events], new InvocationContext("1", null!, null!, new Dictionary<string, object?> { ["PartitionContext"] = $"{{\"PartitionId\":\"{partition}\"}}" }, 0, 0, Stop), Stop);

    private static async Task<List<(string Name, long Length)>> ListAsync(BlobFolder folder)
    {
        var found = new List<(string, long)>();
        await foreach (var item in folder.ListAsync(LandedBlobs.Prefix, Stop)) found.Add(item);
        return found;
    }

    private static async Task<List<LandedRecord>> LandedAsync(Lake lake)
    {
        var records = new List<LandedRecord>();
        foreach (var (name, _) in await ListAsync(lake.Events)) records.AddRange(Lines.Read(await lake.Events.ReadAsync(name, Stop)).Select(line => LandingJson.ReadLanded(line.Span)));
        return records;
    }

    private static async Task<List<RejectedRecord>> RejectedAsync(Lake lake)
    {
        var records = new List<RejectedRecord>();
        foreach (var (name, _) in await ListAsync(lake.Rejected)) records.AddRange(Lines.Read(await lake.Rejected.ReadAsync(name, Stop)).Select(line => LandingJson.ReadRejected(line.Span)));
        return records;
    }

    /// <summary>Containers have fixed names, so each test gets an account of its own.</summary>
    private async Task<Lake> LakeAsync(OneFault? fault = null, string? account = null)
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        if (fault is not null) options.AddPolicy(fault, HttpPipelinePosition.PerRetry);
        return new(new BlobServiceClient(account ?? await azurite.AccountAsync(), options));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Sender : IEventSender
    {
        public Fault? Fault { get; set; }

        public List<string> Sent { get; } = [];

        public Task<Fault?> SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellation)
        {
            if (Fault is null) Sent.AddRange(events.Select(item => Encoding.UTF8.GetString(item.Span)));
            return Task.FromResult(Fault);
        }
    }

    /// <summary>Fails one request, before it reaches storage or after it has taken effect there.</summary>
    private sealed class OneFault(int request, bool afterwards) : HttpPipelinePolicy
    {
        private int seen;
        private bool struck;

        /// <summary>Whether the landing needed fewer requests, so that none is left to fail.</summary>
        public bool Passed(Exception? thrown)
        {
            Assert.Equal(struck, thrown is not null);
            return !struck;
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var mine = Interlocked.Increment(ref seen) == request;
            if (mine && !afterwards) Strike();
            await ProcessNextAsync(message, pipeline);
            if (mine) Strike();
        }

        private void Strike()
        {
            struck = true;
            throw new IOException("the connection broke");
        }
    }
}
