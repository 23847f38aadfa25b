using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Counts what data-driven models are fitted from; either may be left out.</summary>
internal readonly struct Statistics(OrderTable orders, TransitionCounts? transitions, ShapleyCounts? shapley) : IPathSink
{
    public TransitionCounts? Transitions => transitions;

    public ShapleyCounts? Shapley => shapley;

    public void Path(int person, ReadOnlySpan<int> path, int order)
    {
        var value = order < 0 ? 0 : orders.Values[order];
        transitions?.Add(path, order < 0 ? 0 : 1, value, order < 0 ? 1 : 0);
        if (order >= 0) shapley?.Add(path, 1, value);
    }
}
