using System.Runtime.CompilerServices;
using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>The proofs of a run's orders: each order's credit computed again from the journeys that the run has left, and held against the credit that it has.</summary>
internal sealed class RunProofs(Lake lake)
{
    /// <param name="run">The run.</param>
    /// <param name="settings">The settings that it was made with.</param>
    /// <param name="orderId">One order; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>By shard and person; an order that two persons have whom nothing links has a proof for each.</returns>
    public async IAsyncEnumerable<(OrderProof Proof, bool IsAsStored)> OfAsync(ServeInput run, AttributionSettings settings, string? orderId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var effects = await new RunFiles(lake).EffectsAsync(run.Run.Id, cancellation);
        foreach (var shard in run.Files ?? [])
        {
            if (orderId is not null && !(await new LayeredTable(lake, shard, run.Run.Id).OrdersAsync(cancellation)).Any(row => row.OrderId == orderId)) continue;
            foreach (var (journey, credits) in await new StoredJourneys(lake).OfShardAsync(shard, run.Run.Id, cancellation))
            {
                foreach (var order in journey.Orders.Where(order => orderId is null || order.OrderId == orderId))
                {
                    var proof = OrderProof.Of(run.Run.Id, journey, order.OrderId, settings, effects);
                    yield return (proof, IsSame(proof, credits));
                }
            }
        }
    }

    private static bool IsSame(OrderProof proof, IReadOnlyList<FactCredit> credits) => credits
        .Where(row => row.OrderId == proof.Order.Id && row.CreditCents != 0)
        .Select(row => (row.ModelId, row.TouchTime.ToUnixTimeMilliseconds(), row.Channel, row.CreditCents)).Order()
        .SequenceEqual(proof.Credit.Select(item => (item.Model, proof.Touches[item.Touch].Time, proof.Touches[item.Touch].Channel, item.Minor)).Order());
}
