namespace Pinstitch.Stitch.Clusters;

/// <summary>What a night came to.</summary>
/// <param name="Manifest">The store with the night taken in.</param>
/// <param name="Changes">Identifiers that changed persons, sorted.</param>
public sealed record NightOutcome(IdentityManifest Manifest, IReadOnlyList<PersonChange> Changes);
