using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;
using Pinstitch.Tests.Stitch;

namespace Pinstitch.Tests.Bugs;

/// <summary>A pair that counts as never seen together counted as a neighbour all the same when a night alone had enough of them for a hub.</summary>
public sealed class An_excluded_pair_made_a_hub
{
    [Fact]
    public void An_identifier_is_no_hub_by_a_neighbour_that_it_was_never_seen_with()
    {
        var device = TestEdge.Id(IdentifierType.DeviceId, 1);
        Identifier[] browsers = [.. Enumerable.Range(1, 3).Select(number => TestEdge.Id(IdentifierType.AnonymousId, number))];
        var (store, guards) = (new MemoryFiles(), new GuardRails { MostNeighbours = 2 });
        var night = store.Run(IdentityManifest.Empty(3), [.. browsers.Select(browser => new KeyedEdge(browser, device, 1, 1))], guards, new IdentityRules([], [(browsers[0], device)], []));
        Assert.Empty(store.Hubs(night.Manifest));
    }
}
