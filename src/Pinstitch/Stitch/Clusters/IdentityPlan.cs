namespace Pinstitch.Stitch.Clusters;

/// <summary>What a night is going to do to the identity store.</summary>
/// <param name="Store">The store as it is before.</param>
/// <param name="Touched">The shards whose clusters it touches.</param>
/// <param name="Index">The runs of the index after it.</param>
/// <param name="Moves">The runs of moves after it.</param>
/// <param name="NewHubs">Identifiers that become hubs by its edges alone, as 32 hex digits.</param>
public sealed record IdentityPlan(
    IdentityManifest Store,
    IReadOnlyList<int> Touched,
    IReadOnlyList<IReadOnlyList<string>> Index,
    IReadOnlyList<string> Moves,
    IReadOnlyList<string> NewHubs)
{
    public int Step => Store.Step + 1;
}
