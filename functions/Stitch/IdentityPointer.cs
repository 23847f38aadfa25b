using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>The identity store as it stands, <c>identity/current.json</c>.</summary>
/// <param name="Night">The latest night in it.</param>
/// <param name="Rules">Hash of the rules that it was made by; with other rules it is made again from its own edges.</param>
/// <param name="Manifest">Its files.</param>
/// <param name="Erased">Persons that an erasure has touched since the latest night, as <c>PersonFlows</c> writes them; the next night's list takes them over.</param>
public sealed record IdentityPointer(DateOnly Night, string Rules, IdentityManifest Manifest, string? Erased = null)
{
    /// <summary>How much the latest nights have changed, oldest first.</summary>
    public IReadOnlyList<NightSize> Nights { get; init; } = [];

    /// <summary>Pairs that it was made without, beside those of the configuration.</summary>
    public IReadOnlyList<UndonePair> Undone { get; init; } = [];

    /// <summary>Blob of the parts of settled events that are in it (<see cref="SeenParts"/>); null to read all of them again.</summary>
    public string? Seen { get; init; }
}
