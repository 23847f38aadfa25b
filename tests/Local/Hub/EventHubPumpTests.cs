using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Local;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Hub;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Hub;

public sealed class EventHubPumpTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-pump-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Batches_come_in_order_and_never_larger_than_asked()
    {
        var reader = new Reader();
        await using var hub = Hub();
        for (var number = 0; number < 25; number++) await hub.SendAsync([new EventData($"{number}")], "one key");
        await using (await PumpAsync(hub, reader, nameof(Reader.Take), most: 10)) await reader.UntilAsync(25);
        Assert.Equal(Enumerable.Range(0, 25).Select(number => $"{number}"), reader.Bodies);
        Assert.All(reader.Batches, batch => Assert.InRange(batch, 1, 10));
    }

    [Fact]
    public async Task A_batch_that_fails_holds_its_partition_until_it_succeeds()
    {
        var reader = new Reader { Failures = 3 };
        await using var hub = Hub();
        for (var number = 0; number < 6; number++) await hub.SendAsync([new EventData($"{number}")], "one key");
        await using (await PumpAsync(hub, reader, nameof(Reader.Take), most: 2)) await reader.UntilAsync(6);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], reader.Bodies);
        Assert.Equal(3, reader.Failed.Count);
        // A retry may find that more has arrived meanwhile only in a new call: the batch that failed comes back as it was.
        Assert.All(reader.Failed, bodies => Assert.Equal(reader.Failed[0], bodies));
    }

    [Fact]
    public async Task When_the_retries_are_used_up_the_checkpoint_moves_on_as_in_Azure()
    {
        var reader = new Reader { Failures = 3 };
        await using var hub = Hub();
        for (var number = 0; number < 4; number++) await hub.SendAsync([new EventData($"{number}")], "one key");
        await using (await PumpAsync(hub, reader, nameof(Reader.TakeWithTwoRetries), most: 2)) await reader.UntilAsync(2);
        Assert.Equal(["2", "3"], reader.Bodies);
    }

    [Fact]
    public async Task What_has_no_checkpoint_comes_again_after_a_restart_and_what_has_one_does_not()
    {
        var container = AzuriteFixture.Unique("pump");
        var first = new Reader { HangAfter = 4 };
        await using (var hub = Hub())
        {
            for (var number = 0; number < 10; number++) await hub.SendAsync([new EventData($"{number}")], "one key");
            // Killed in the middle of its third call: two batches of two have their checkpoint.
            await using (await PumpAsync(hub, first, nameof(Reader.Take), most: 2, container)) await first.Hanging.Task.WaitAsync(Stop);
        }

        var second = new Reader();
        await using var again = Hub();
        await using (await PumpAsync(again, second, nameof(Reader.Take), most: 2, container)) await second.UntilAsync(6);
        Assert.Equal(["0", "1", "2", "3"], first.Bodies);
        Assert.Equal(["4", "5", "6", "7", "8", "9"], second.Bodies);
    }

    [Fact]
    public async Task Consumer_groups_know_nothing_of_each_other()
    {
        var container = AzuriteFixture.Unique("pump");
        await using var hub = Hub();
        await hub.SendAsync([new EventData("event")], "key");
        foreach (var group in new[] { "one", "two" })
        {
            var reader = new Reader();
            await using (await PumpAsync(hub, reader, nameof(Reader.Take), most: 2, container, group)) await reader.UntilAsync(1);
        }
    }

    [Fact]
    public async Task A_checkpoint_lies_where_the_public_clients_look_for_it()
    {
        var blobs = (await azurite.BlobsAsync()).GetBlobContainerClient(AzuriteFixture.Unique("checkpoint"));
        await blobs.CreateAsync(cancellationToken: Stop);
        var store = new CheckpointStore(blobs, "Events", "$Default");
        Assert.Equal(-1, await store.ReadAsync(2, Stop));
        await store.WriteAsync(2, 41, "9001", Stop);
        Assert.Equal(41, await store.ReadAsync(2, Stop));
        var metadata = (await blobs.GetBlobClient("127.0.0.1/events/$default/checkpoint/2").GetPropertiesAsync(cancellationToken: Stop)).Value.Metadata;
        Assert.Equal(("41", "9001"), (metadata["sequencenumber"], metadata["offset"]));
    }

    [Theory]
    [InlineData(-1, "00:00:02", "00:01:00", new[] { 2, 4, 8, 16, 32, 60, 60 })]
    [InlineData(3, "00:00:01", "00:00:03", new[] { 1, 2, 3, 3 })]
    public void Pauses_double_up_to_the_longest(int most, string shortest, string longest, int[] seconds)
    {
        var plan = RetryPlan.Of(new ExponentialBackoffRetryAttribute(most, shortest, longest));
        Assert.Equal(seconds, Enumerable.Range(1, seconds.Length).Select(retry => (int)plan.Pause(retry).TotalSeconds));
        Assert.Equal(most < 0, plan.Allows(1_000_000));
        Assert.False(RetryPlan.Of(null).Allows(0));
    }

    private EventHub Hub() => new("events", Path.Combine(folder, "hub"), 1, TimeProvider.System);

    private async Task<RunningPump> PumpAsync(EventHub hub, Reader reader, string method, int most, string? container = null, string group = "landing")
    {
        var blobs = (await azurite.BlobsAsync()).GetBlobContainerClient(container ?? AzuriteFixture.Unique("pump"));
        await blobs.CreateIfNotExistsAsync(cancellationToken: Stop);
        var services = new ServiceCollection().AddSingleton(reader).BuildServiceProvider();
        var info = typeof(Reader).GetMethod(method)!;
        var entry = new FunctionEntry(method, info, info.GetParameters()[0]);
        var pump = new EventHubPump(entry, hub, new(blobs, hub.Name, group), new(most), new(services), TimeProvider.System, NullLogger.Instance);
        return new(pump);
    }

    private sealed class RunningPump : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task running;

        public RunningPump(EventHubPump pump) => running = pump.RunAsync(stop.Token);

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
            stop.Dispose();
        }
    }

    public sealed class Reader
    {
        private readonly Lock gate = new();
        private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Failures { get; set; }

        public int HangAfter { get; init; } = int.MaxValue;

        public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Bodies { get; } = [];

        public List<int> Batches { get; } = [];

        public List<string> Failed { get; } = [];

        [FixedDelayRetry(-1, "00:00:00.001")]
        public Task Take([EventHubTrigger("events")] EventData[] events, CancellationToken cancellation) => DealWithAsync(events, cancellation);

        [FixedDelayRetry(2, "00:00:00.001")]
        public Task TakeWithTwoRetries([EventHubTrigger("events")] EventData[] events, CancellationToken cancellation) => DealWithAsync(events, cancellation);

        public async Task UntilAsync(int count)
        {
            while (true)
            {
                Task wait;
                lock (gate)
                {
                    if (Bodies.Count >= count) return;
                    wait = grown.Task;
                }

                await wait.WaitAsync(Stop);
            }
        }

        private async Task DealWithAsync(EventData[] events, CancellationToken cancellation)
        {
            var bodies = events.Select(item => item.EventBody.ToString()).ToList();
            if (Bodies.Count >= HangAfter)
            {
                Hanging.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }

            lock (gate)
            {
                if (Failures-- > 0)
                {
                    Failed.Add(string.Join(' ', bodies));
                    throw new InvalidOperationException("storage is away");
                }

                Bodies.AddRange(bodies);
                Batches.Add(bodies.Count);
                grown.TrySetResult();
                grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
