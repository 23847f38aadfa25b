namespace Pinstitch.Local;

/// <summary>What a timer-triggered function is told.</summary>
public class TimerInfo
{
    /// <summary>Last and next run; null when the timer is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when this run should have happened earlier, while the host was down.</summary>
    public bool IsPastDue { get; set; }
}
