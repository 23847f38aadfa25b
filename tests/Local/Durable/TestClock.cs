namespace Pinstitch.Tests.Local.Durable;

/// <summary>
/// A clock that stands still until it is advanced. In haste it jumps to the next timer as soon as somebody waits for one,
/// so that waiting takes no time.
/// </summary>
internal sealed class TestClock(DateTimeOffset start, bool inHaste = false) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private TaskCompletionSource waited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Completes when somebody waits for a time that has not come.</summary>
    public async Task<DateTimeOffset> NextAsync()
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (alarms.Count > 0) return alarms.Min(alarm => alarm.Due);
                signal = waited.Task;
            }

            await signal.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Advance(TimeSpan time) => AdvanceTo(GetUtcNow() + time);

    public void AdvanceTo(DateTimeOffset time)
    {
        List<Alarm> due;
        lock (gate)
        {
            if (time > now) now = time;
            due = [.. alarms.Where(alarm => alarm.Due <= now).OrderBy(alarm => alarm.Due)];
            alarms.RemoveAll(due.Contains);
        }

        foreach (var alarm in due) alarm.Ring();
    }

    private void Set(Alarm alarm, TimeSpan due)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
            if (due == Timeout.InfiniteTimeSpan) return;
            alarm.Due = now + due;
            alarms.Add(alarm);
            var signal = waited;
            waited = new(TaskCreationOptions.RunContinuationsAsynchronously);
            signal.TrySetResult();
        }

        if (inHaste) _ = Task.Run(() => AdvanceTo(alarm.Due));
    }

    private sealed class Alarm(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Ring() => callback(state);

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
