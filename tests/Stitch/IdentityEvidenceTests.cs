using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Stitch;

/// <summary>What is read of edges on demand, on real storage.</summary>
public sealed class IdentityEvidenceTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Night = new(2026, 9, 1);
    private static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Identifier Anna = TestEdge.Id(IdentifierType.CustomerId, 1);
    private static readonly Identifier Ben = TestEdge.Id(IdentifierType.CustomerId, 2);
    private static readonly Identifier Tablet = TestEdge.Id(IdentifierType.DeviceId, 1);
    private static readonly Identifier Mail = TestEdge.Id(IdentifierType.Email, 1);

    [Fact]
    public async Task Held_pairs_are_listed_once_with_their_earliest_evidence_in_order_of_time_and_as_many_as_the_night_counts()
    {
        var (nights, evidence) = await OpenAsync();
        IdentityEdge[] edges = [Edge(Ben, Tablet, 5), Edge(Anna, Tablet, 9), Edge(Anna, Tablet, 2), Edge(Anna, Mail, 3)];
        await SettleAsync(nights.Lake, edges[..1], edges[1..]);
        var linked = await nights.RunAsync(Night, edges);
        var held = (await evidence.HeldAsync((await nights.Store.CurrentAsync(TestContext.Current.CancellationToken))!.Value.Pointer, TestContext.Current.CancellationToken)).ToList();
        Assert.Equal([(Guard.SharedIdentifier, "e-2"), (Guard.SharedIdentifier, "e-5")], held.Select(pair => (pair.Guard, pair.Edge.EventId)));
        Assert.Equal([new("shared_identifier", 2)], linked.Figures.HeldPairs);
    }

    [Fact]
    public async Task What_has_happened_since_the_night_is_held_by_nothing_that_the_night_knew()
    {
        var (nights, evidence) = await OpenAsync();
        var today = Edge(Ben, TestEdge.Id(IdentifierType.Email, 2), 24 * 60);
        await SettleAsync(nights.Lake, [Edge(Anna, Mail, 1), today]);
        await nights.RunAsync(Night, Edge(Anna, Mail, 1));
        var pointer = (await nights.Store.CurrentAsync(TestContext.Current.CancellationToken))!.Value.Pointer;
        Assert.Empty(await evidence.HeldAsync(pointer, TestContext.Current.CancellationToken));
        Assert.Contains(today, await evidence.ReadAsync(night: null, TestContext.Current.CancellationToken));
    }

    private async Task<(TestNights Nights, IdentityEvidence Evidence)> OpenAsync()
    {
        var nights = new TestNights(await azurite.AccountAsync(), new());
        return (nights, new(nights.Lake, nights.Store, TestNights.MeasurementOf(new())));
    }

    /// <summary>Edges of one shard's weeks as settling leaves them.</summary>
    private static async Task SettleAsync(Lake lake, params IdentityEdge[][] weeks)
    {
        var (stop, store, list) = (TestContext.Current.CancellationToken, new SettledStore(lake), new List<SettledWeek>());
        foreach (var (week, edges) in weeks.Index())
        {
            var name = await store.WriteAsync(0, 3, week, "edges", Lines.Write(edges.Select(EdgeJson.Write)), stop);
            list.Add(new(week, string.Empty, string.Empty, string.Empty, name, null, null, SettledCounts.None, string.Empty));
        }

        Assert.True(await store.SwapAsync(SettledPointer.Empty(3) with { Shards = [await store.WriteWeeksAsync(0, 3, list, stop)] }, null, stop));
    }

    private static IdentityEdge Edge(Identifier one, Identifier two, int minutes) => new(one, two, Noon.AddMinutes(minutes), $"e-{minutes}", "login");
}
