namespace Pinstitch.Collect;

/// <summary>How far a report of the ledger is. Each state is written before the next step begins.</summary>
public enum JobState
{
    /// <summary>Decided; nothing has been asked yet.</summary>
    Planned,

    /// <summary>The platform has it; its token is kept.</summary>
    Submitted,

    /// <summary>Can be downloaded.</summary>
    Ready,

    /// <summary>Is in <c>raw/</c>, with its manifest.</summary>
    Downloaded,

    /// <summary>Has been read, checked and written as files under their hashes.</summary>
    Normalised,

    /// <summary>Its files count.</summary>
    Published,
}
