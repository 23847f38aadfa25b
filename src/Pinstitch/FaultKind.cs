namespace Pinstitch;

/// <summary>What kind of failure it is, which decides who does what about it.</summary>
public enum FaultKind
{
    /// <summary>Somebody must change a setting, a secret or a permission. Never retried.</summary>
    Configuration,

    /// <summary>The other side asks for patience. Retried when it says so.</summary>
    RateLimited,

    /// <summary>A connection, a server on the other side. Retried with growing pauses.</summary>
    Transient,

    /// <summary>The data is not what it must be. Kept, reported, not retried as it is.</summary>
    Data,

    /// <summary>Our own mistake. Reported.</summary>
    Bug,

    /// <summary>Too much at once. Never retried as it is: less is asked for.</summary>
    TooLarge,

    /// <summary>What was begun on the other side is not known there any more. Begun anew.</summary>
    Lost,
}
