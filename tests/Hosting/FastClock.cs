namespace Pinstitch.Tests.Hosting;

/// <summary>A clock that starts at a given moment and runs at a given speed; what waits on it waits that much shorter.</summary>
internal sealed class FastClock(DateTimeOffset start, int speed) : TimeProvider
{
    private readonly long began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(began) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
