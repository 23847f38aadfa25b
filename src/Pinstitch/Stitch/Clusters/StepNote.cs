namespace Pinstitch.Stitch.Clusters;

/// <summary>What a step of the identity store was, <c>identity/step-N/note.json</c>: the merge log's date.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Night">The night that it took in.</param>
/// <param name="Cause"><see cref="ByNight"/>, <see cref="ByUndo"/>, <see cref="ByRules"/> or <see cref="ByErasure"/>.</param>
public sealed record StepNote(int Step, DateOnly Night, string Cause)
{
    /// <summary>New edges.</summary>
    public const string ByNight = "night";

    /// <summary>New edges, and pairs that were undone or taken back.</summary>
    public const string ByUndo = "undo";

    /// <summary>Other rules: the store was made again from its own edges, and its changes lead from nothing to all persons.</summary>
    public const string ByRules = "rules";

    /// <summary>The same without somebody.</summary>
    public const string ByErasure = "erasure";

    /// <summary>Whether the step's changes lead from nothing.</summary>
    public bool IsWhole => Cause is ByRules or ByErasure;
}
