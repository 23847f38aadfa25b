using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;
using Pinstitch.Tests.Stitch;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// A pair whose one side was a hub stood in the other side's cluster. When that other side became a hub too, and the pair came again, it went into the cluster
/// of the larger of the two, and was kept, and counted as held, once more.
/// </summary>
public sealed class A_pair_between_hubs_was_counted_twice
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void It_stays_where_it_is(int firstHub, int secondHub)
    {
        var (store, guards) = (new MemoryFiles(), new GuardRails { MostNeighbours = 2 });
        var (one, two) = (TestEdge.Id(IdentifierType.DeviceId, firstHub), TestEdge.Id(IdentifierType.DeviceId, secondHub));
        var night = store.Run(IdentityManifest.Empty(3), Become(one, 1), guards);
        night = store.Run(night.Manifest, [.. Become(two, 2).Take(2), Pair(2)], guards);
        night = store.Run(night.Manifest, Become(two, 3), guards);
        Assert.Equal(2, store.Hubs(night.Manifest).Count);
        var held = night.Manifest.Held[(int)Guard.Hub];
        Assert.Equal(held, store.Run(night.Manifest, [Pair(4)], guards).Manifest.Held[(int)Guard.Hub]);

        KeyedEdge Pair(ushort step) => one < two ? new(one, two, 1, step) : new(two, one, 1, step);
    }

    private static List<KeyedEdge> Become(Identifier hub, ushort step) =>
        [.. Enumerable.Range(0, 3).Select(number => new KeyedEdge(TestEdge.Id(IdentifierType.AnonymousId, (hub == TestEdge.Id(IdentifierType.DeviceId, 1) ? 10 : 20) + number), hub, 1, step))];
}
