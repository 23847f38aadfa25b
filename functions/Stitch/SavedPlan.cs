using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>A plan on storage.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="IsAside">Whether the night is older than the store, so that it is stitched by itself and changes nothing there.</param>
/// <param name="Replaced">Files of changes of the store that this one replaces, because rules have changed; null when it goes on from it.</param>
/// <param name="Seen">Blob in <c>identity/</c> of the parts that the store has when the night is kept (<see cref="SeenParts"/>); null for a night aside.</param>
public sealed record SavedPlan(IdentityPlan Plan, bool IsAside, IReadOnlyList<string>? Replaced = null, string? Seen = null)
{
    /// <summary>Pairs that the night is made without.</summary>
    public IReadOnlyList<UndonePair> Undone { get; init; } = [];

    /// <summary>Pairs that the store was made without before.</summary>
    public IReadOnlyList<UndonePair> Former { get; init; } = [];
}
