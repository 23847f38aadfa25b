using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>What stitching came to.</summary>
/// <param name="Changes">Blob in <c>identity/</c> of the identifiers that changed persons in this night (<c>ChangeRun</c>); null when the night was run aside.</param>
/// <param name="Touched">
/// Blob in <c>identity/</c> of the persons that have changed since the store's last night (<c>PersonFlows</c>): merged, split, grown, erased, by edges, rules and erasures.
/// Null when the night was run aside: what that one has changed is not known.
/// </param>
/// <param name="Changed">How many identifiers changed.</param>
/// <param name="Figures">How far it was found out who is who, and what each guard rail holds.</param>
public sealed record LinkedIdentities(string? Changes, string? Touched, int Changed, StitchFigures Figures)
{
    /// <summary>Blob in <c>runs/</c> of the <see cref="IdentityView"/>.</summary>
    public required string View { get; init; }

    /// <summary>The store's step; null when the night was run aside.</summary>
    public int? Step { get; init; }

    /// <summary>Hash of what has been erased.</summary>
    public string? Erased { get; init; }

    /// <summary>Whether it is known which identifiers have changed hands since the run that is gone on from.</summary>
    public bool GoesOn { get; init; }
}
