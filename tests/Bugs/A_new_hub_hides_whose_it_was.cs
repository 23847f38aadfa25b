using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;
using Pinstitch.Tests.Stitch;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// An identifier became a hub in a night that repeated its known edge. The repeat hid that its cluster was to be found anew, so that the
/// change list did not say whose the hub had been.
/// </summary>
public sealed class A_new_hub_hides_whose_it_was
{
    [Fact]
    public void The_change_list_says_whose_it_was_though_the_night_repeats_its_known_edge()
    {
        var (customer, mail, browser, click) = (TestEdge.Id(IdentifierType.CustomerId, 2), TestEdge.Id(IdentifierType.Email, 7), TestEdge.Id(IdentifierType.AnonymousId, 6), TestEdge.Id(IdentifierType.Epik, 4));
        var (store, guards) = (new MemoryFiles(), new GuardRails { MostNeighbours = 2 });
        var first = store.Run(IdentityManifest.Empty(3), [new(customer, click, 5, 1)], guards);
        var owner = store.Changes(first).Single(change => change.Identifier == click).After;
        var second = store.Run(first.Manifest, [new(customer, click, 10, 4), new(mail, click, 1, 4), new(browser, click, 4, 4)], guards);
        var change = store.Changes(second).Single(change => change.Identifier == click);
        Assert.Equal((owner, Guard.Hub, false), (change.Before, change.Guard, change.IsNew));
    }
}
