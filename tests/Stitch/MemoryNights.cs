using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

/// <summary>Nights on a store in memory, where nothing has to be waited for.</summary>
internal static class MemoryNights
{
    public static NightOutcome Run(this MemoryFiles files, IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges, GuardRails guards, IdentityRules? rules = null) =>
        new IdentityNight(files, guards, rules ?? IdentityRules.None).RunAsync(manifest, edges, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A night without edges that finds the persons of some identifiers anew, since other pairs are undone than before.</summary>
    public static NightOutcome RunAgain(this MemoryFiles files, IdentityManifest manifest, GuardRails guards, IdentityRules rules, IdentityRules former, params Identifier[] again) =>
        new IdentityNight(files, guards, rules, former).RunAsync(manifest, [], CancellationToken.None, again).GetAwaiter().GetResult();

    /// <summary>Whose every identifier is, as the nights' changes tell.</summary>
    public static IReadOnlyList<LinkedIdentifier> Map(this MemoryFiles files, IdentityManifest manifest) =>
        [.. new PersonMap(manifest.Persons.Select(name => files.ReadAsync(name, CancellationToken.None).GetAwaiter().GetResult()), IdentityRules.None).All];

    public static IReadOnlyCollection<UInt128> Hubs(this MemoryFiles files, IdentityManifest manifest) =>
        new IdentityNight(files, new(), IdentityRules.None).HubsAsync(manifest, CancellationToken.None).GetAwaiter().GetResult();

    public static IReadOnlyList<LinkedIdentifier> Persons(this MemoryFiles files, IdentityManifest manifest, GuardRails guards, IdentityRules? rules = null) =>
        new IdentityNight(files, guards, rules ?? IdentityRules.None).PersonsAsync(manifest, CancellationToken.None).GetAwaiter().GetResult();

    public static IEnumerable<PersonChange> Changes(this MemoryFiles files, NightOutcome outcome) =>
        ChangeRun.Read(files.ReadAsync(outcome.Changes, CancellationToken.None).GetAwaiter().GetResult());
}
