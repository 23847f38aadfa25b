namespace Pinstitch.Functions.Local.Doctor;

/// <summary>How something stands.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but somebody should look.</summary>
    Warning,

    /// <summary>It does not work until somebody acts.</summary>
    Failure,
}
