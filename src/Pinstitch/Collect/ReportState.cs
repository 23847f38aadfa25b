namespace Pinstitch.Collect;

/// <summary>How far a report job is.</summary>
public enum ReportState
{
    /// <summary>Ask again later.</summary>
    InProgress,

    /// <summary>Can be downloaded.</summary>
    Ready,

    /// <summary>Will never be ready, because it asks for too much at once.</summary>
    TooLarge,

    /// <summary>Will never be ready; a new job is needed.</summary>
    Lost,
}
