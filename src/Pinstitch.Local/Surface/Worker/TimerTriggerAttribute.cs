namespace Pinstitch.Local;

/// <summary>Starts a function on a schedule.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>A six-field NCRONTAB expression in UTC (seconds first), or <c>%SETTING%</c> that holds one.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Keeps the last run in storage, so that a missed one is noticed.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Runs once when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
