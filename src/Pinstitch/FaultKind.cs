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
}
