namespace Pinstitch.Functions.Local;

/// <summary>The system's clock, set forward or back: the demo runs at the end of its shop's days.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
