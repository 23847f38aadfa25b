using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>The identity store as it stands, <c>identity/current.json</c>.</summary>
/// <param name="Night">The latest night in it.</param>
/// <param name="Rules">Hash of the rules that it was made by; with other rules it is made again from its own edges.</param>
/// <param name="Manifest">Its files.</param>
public sealed record IdentityPointer(DateOnly Night, string Rules, IdentityManifest Manifest);
