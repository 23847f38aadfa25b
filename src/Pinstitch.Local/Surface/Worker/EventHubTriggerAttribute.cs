namespace Pinstitch.Local;

/// <summary>Starts a function on a batch of events of one partition, in order, at least once.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventHubTriggerAttribute(string eventHubName) : TriggerBindingAttribute
{
    /// <summary>The hub's name, or <c>%SETTING%</c> that holds it.</summary>
    public string EventHubName { get; } = eventHubName;

    /// <summary>The consumer group, or <c>%SETTING%</c>; <c>$Default</c> when null.</summary>
    public string? ConsumerGroup { get; set; }

    /// <summary>The setting, or prefix of settings, that holds the connection.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the function takes an array of events. The embedded host offers only that.</summary>
    public bool IsBatched { get; set; } = true;
}
