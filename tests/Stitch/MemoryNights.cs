using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

/// <summary>Nights on a store in memory, where nothing has to be waited for.</summary>
internal static class MemoryNights
{
    public static NightOutcome Run(this MemoryFiles files, IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges, GuardRails guards, IdentityRules? rules = null) =>
        new IdentityNight(files, guards, rules ?? IdentityRules.None).RunAsync(manifest, edges, CancellationToken.None).GetAwaiter().GetResult();

    public static IReadOnlyList<LinkedIdentifier> Persons(this MemoryFiles files, IdentityManifest manifest, GuardRails guards, IdentityRules? rules = null) =>
        new IdentityNight(files, guards, rules ?? IdentityRules.None).PersonsAsync(manifest, CancellationToken.None).GetAwaiter().GetResult();

    public static IEnumerable<PersonChange> Changes(this MemoryFiles files, NightOutcome outcome) =>
        ChangeLines.Read(files.ReadAsync(outcome.Changes, CancellationToken.None).GetAwaiter().GetResult());
}
