namespace Pinstitch.Attribute.Engine;

/// <summary>
/// Cuts journeys into the paths that data-driven models are fitted from. Each touch is in one path: it goes to the person's
/// next order if that comes within its window; touches before an order that have run out by then, and those after the last
/// order, are paths without a conversion. Which touches of a path count beside others (direct, views) is as for credit.
/// </summary>
public sealed class PathPass
{
    private readonly TouchTable touches;
    private readonly OrderTable orders;
    private readonly TouchTraits traits;
    private readonly bool dropDirect;
    private readonly bool dropViews;
    private readonly int[] live;
    private readonly int[] lapsed;

    public PathPass(TouchTable touches, OrderTable orders, TouchTraits traits, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(touches);
        ArgumentNullException.ThrowIfNull(settings);
        (this.touches, this.orders, this.traits) = (touches, orders, traits);
        dropDirect = settings.Direct == DirectUse.OnlyIfAlone;
        dropViews = settings.Views.Use == ViewUse.OnlyIfNoClick;
        live = new int[touches.Longest];
        lapsed = new int[touches.Longest];
    }

    /// <param name="first">First person.</param>
    /// <param name="end">After the last.</param>
    /// <param name="sink">Takes the paths.</param>
    public void Run<TSink>(int first, int end, ref TSink sink)
        where TSink : struct, IPathSink
    {
        var order = FirstOrderOf(first);
        for (var person = first; person < end; person++)
        {
            var touch = touches.Starts[person];
            var last = touches.Starts[person + 1];
            for (; order < orders.Count && orders.Persons[order] == person; order++)
                touch = Segment(person, touch, last, order, ref sink);
            if (touch < last) Segment(person, touch, last, -1, ref sink);
        }
    }

    private int Segment<TSink>(int person, int touch, int last, int order, ref TSink sink)
        where TSink : struct, IPathSink
    {
        var packed = touches.Packed;
        var time = order < 0 ? long.MaxValue : orders.Times[order];
        var (alive, dead, aliveFlags, deadFlags) = (0, 0, 0, 0);
        for (; touch < last; touch++)
        {
            var at = TouchTable.TimeOf(packed[touch]);
            if (at > time) break;
            var code = TouchTable.CodeOf(packed[touch]);
            var reach = traits.Reaches[code];
            if (reach == 0) continue;
            if (order >= 0 && (ulong)(time - at) < reach)
            {
                live[alive++] = code;
                aliveFlags |= traits.Flags[code];
            }
            else
            {
                lapsed[dead++] = code;
                deadFlags |= traits.Flags[code];
            }
        }

        if (dead > 0) sink.Path(person, Members(lapsed.AsSpan(0, dead), deadFlags), -1);
        if (alive > 0) sink.Path(person, Members(live.AsSpan(0, alive), aliveFlags), order);
        return touch;
    }

    /// <summary>Codes to members, in place, without those that make way for others.</summary>
    private Span<int> Members(Span<int> codes, int flags)
    {
        const int both = TouchTraits.Direct | TouchTraits.Known;
        var withoutDirect = dropDirect && (flags & both) == both;
        var withoutViews = false;
        if (dropViews && (flags & TouchTraits.View) != 0)
        {
            foreach (var code in codes) withoutViews |= (traits.Flags[code] & TouchTraits.View) == 0 && !(withoutDirect && (traits.Flags[code] & TouchTraits.Direct) != 0);
        }

        var count = 0;
        foreach (var code in codes)
        {
            if (withoutDirect && (traits.Flags[code] & TouchTraits.Direct) != 0) continue;
            if (withoutViews && (traits.Flags[code] & TouchTraits.View) != 0) continue;
            codes[count++] = traits.Members[code];
        }

        return codes[..count];
    }

    private int FirstOrderOf(int person)
    {
        var (low, high) = (0, orders.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (orders.Persons[middle] < person) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
