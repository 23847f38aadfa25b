namespace Pinstitch.Stitch.Clusters;

/// <summary>What a night came to.</summary>
/// <param name="Manifest">The store with the night taken in.</param>
/// <param name="Changes">File of the identifiers that changed persons, sorted.</param>
/// <param name="Flows">Between which persons identifiers went, sorted.</param>
/// <param name="Changed">How many these are.</param>
/// <param name="Size">How much changed.</param>
public sealed record NightOutcome(IdentityManifest Manifest, string Changes, IReadOnlyList<PersonFlow> Flows, int Changed, NightSize Size);
