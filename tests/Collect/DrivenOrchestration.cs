using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Collect;
using Pinstitch.Functions.Collect;
using Pinstitch.Local;

namespace Pinstitch.Tests.Collect;

/// <summary>
/// Drives the orchestrator as the durable engine does: results go through JSON into a history, a restart replays it and
/// goes on. One activity at a time, in a fixed order, so that the place of a kill can be chosen.
/// </summary>
internal sealed class DrivenOrchestration
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    private readonly List<(string Name, string Result)> history = [];
    private readonly CollectionWorld world;
    private readonly CollectionInput input;
    private readonly DateTime start;
    private bool isDead;

    public DrivenOrchestration(CollectionWorld world, CollectionInput input) =>
        (this.world, this.input, start) = (world, input, world.Clock.GetUtcNow().UtcDateTime);

    /// <summary>Inputs of the activities that have been run, in order.</summary>
    public IReadOnlyList<string> Steps => [.. history.Select(step => step.Name)];

    /// <summary>What is done before an activity is run; may throw a <see cref="KilledException"/>.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>What is done after it, before its result is in the history.</summary>
    public Action<string>? After { get; set; }

    /// <summary>Runs until the end or until it is killed; may be called again then.</summary>
    public async Task<CollectionResult> RunAsync()
    {
        isDead = false;
        return await CollectAccount.RunAsync(new Context(this));
    }

    /// <summary>Runs one report alone; may be called again after a kill.</summary>
    public async Task<Step<PublishedReport>> RunReportAsync(ReportRequest request)
    {
        isDead = false;
        var platform = world.Sources.Get(request.Platform).Descriptor;
        var plan = new CollectionPlanned([], 1, platform.FirstPause, platform.LongestPause, platform.Deadline, []);
        return await new ReportWork(new Context(this), plan, input, request).RunAsync();
    }

    private T Act<T>(int place, string name, object? argument)
    {
        if (place < history.Count)
        {
            Assert.Equal(history[place].Name, name);
            return JsonSerializer.Deserialize<T>(history[place].Result, Json)!;
        }

        // The lanes of a dead process do nothing more.
        if (isDead) throw new KilledException();
        try
        {
            return Run<T>(name, argument);
        }
        catch (Exception e) when (e is KilledException || e.InnerException is KilledException)
        {
            isDead = true;
            throw new KilledException();
        }
    }

    private T Run<T>(string name, object? argument)
    {
        Before?.Invoke(name);
        var passed = argument is null ? null : JsonSerializer.Deserialize(JsonSerializer.Serialize(argument), argument.GetType(), Json);
        // Away from the test runner's own few threads, one of which waits here.
        var result = JsonSerializer.Serialize(Task.Run(() => world.ActAsync(name, passed)).GetAwaiter().GetResult());
        After?.Invoke(name);
        history.Add((name, result));
        return JsonSerializer.Deserialize<T>(result, Json)!;
    }

    private sealed class Context(DrivenOrchestration owner) : TaskOrchestrationContext
    {
        private int place;
        private TimeSpan waited;

        public override TaskName Name => nameof(CollectAccount);

        public override string InstanceId => "test";

        public override ParentOrchestrationInstance? Parent => null;

        public override DateTime CurrentUtcDateTime => owner.start + waited;

        public override bool IsReplaying => place < owner.history.Count;

        protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

        public override T GetInput<T>() => (T)(object)owner.input;

        public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
        {
            try
            {
                return Task.FromResult(owner.Act<TResult>(place++, name, input));
            }
            catch (Exception e) when (e is not KilledException && e.InnerException is not KilledException)
            {
                return Task.FromException<TResult>(new TaskFailedException(name, place, TaskFailureDetails.FromException(e)));
            }
        }

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        {
            var wait = fireAt - CurrentUtcDateTime;
            if (!IsReplaying) owner.world.Clock.Advance(wait);
            waited += wait;
            return Task.CompletedTask;
        }

        public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override void SetCustomStatus(object? customStatus)
        {
        }

        public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

        public override Guid NewGuid() => throw new NotSupportedException();
    }
}
