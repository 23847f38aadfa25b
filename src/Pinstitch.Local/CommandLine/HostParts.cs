namespace Pinstitch.Local.CommandLine;

/// <summary>What of the host a verb needs. Storage is always there; the rest only where it is asked for.</summary>
[Flags]
public enum HostParts
{
    /// <summary>Storage alone: a folder that another host has in use is looked into beside it.</summary>
    Storage = 0,

    /// <summary>Durable orchestrations. Those that an earlier host has left go on.</summary>
    Orchestrations = 1,

    /// <summary>The functions that read the event hub.</summary>
    Hub = 2,

    /// <summary>HTTP, and the hub's endpoint for other programs.</summary>
    Doors = 4,

    /// <summary>The schedules. A run that was missed while no host was up is made up for at once.</summary>
    Timers = 8,

    /// <summary>As when it serves.</summary>
    All = Orchestrations | Hub | Doors | Timers,
}
