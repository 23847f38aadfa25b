using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Attribute.Engine;

/// <summary>
/// Gives credit for orders under all rule models in one pass. A pass allocates its buffers once; to use several cores, give
/// each its own pass and its own range of orders. What an order gets depends on its person's touches alone, never on what
/// else is in the table.
/// </summary>
public sealed class CreditPass
{
    private const int Ahead = 16;

    private readonly TouchTable touches;
    private readonly OrderTable orders;
    private readonly AttributionModel[] models;
    private readonly SingleTouch?[] single;
    private readonly bool[] knownFirst;
    private readonly bool[] isSplit;
    private readonly PathBuffer buffer;
    private readonly OrderBlock block;
    private readonly int[] places = new int[OrderBlock.Most];
    private readonly bool reset;
    private readonly long[] weights;
    private readonly long[] cents;
    private readonly long[][] blockWeights;
    private readonly long[][] blockCents;

    public CreditPass(TouchTable touches, OrderTable orders, TouchTraits traits, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(touches);
        ArgumentNullException.ThrowIfNull(settings);
        this.touches = touches;
        this.orders = orders;
        models = [.. settings.Models];
        single = Array.ConvertAll(models, model => model as SingleTouch);
        knownFirst = Array.ConvertAll(models, model => model.DirectOnlyIfAlone && (settings.Direct != DirectUse.AsTouch || model is LastNonDirect));
        isSplit = new bool[models.Length];
        reset = settings.ResetAfterOrder;
        buffer = new(touches, traits, settings, touches.Longest);
        block = new(touches, traits);
        weights = new long[touches.Longest];
        cents = new long[touches.Longest];
        blockWeights = Array.ConvertAll(models, _ => new long[OrderBlock.Most * LaneSplit.Width]);
        blockCents = Array.ConvertAll(models, _ => new long[OrderBlock.Most * LaneSplit.Width]);
    }

    /// <param name="first">First order.</param>
    /// <param name="end">After the last.</param>
    /// <param name="sink">Takes the credit, in order.</param>
    public void Run<TSink>(int first, int end, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        for (; first < end; first += OrderBlock.Most)
        {
            var count = Math.Min(OrderBlock.Most, end - first);
            Load(first, count);
            for (var model = 0; model < models.Length; model++)
                isSplit[model] = single[model] is null && models[model].TrySplit(block, blockWeights[model], blockCents[model]);
            for (var order = first; order < first + count; order++) Give(order, places[order - first], ref sink);
        }
    }

    private void Load(int first, int count)
    {
        block.Clear();
        for (var order = first; order < first + count; order++)
        {
            if (order + Ahead < orders.Count) Prefetch(orders.Persons[order + Ahead]);
            var person = orders.Persons[order];
            var after = reset ? OrderBefore(order) : long.MinValue;
            places[order - first] = block.Add(touches.Starts[person], touches.Starts[person + 1], orders.Times[order], after, orders.Values[order]);
        }
    }

    /// <summary>Orders stand by person, but most persons between them have none: without this each would wait for memory.</summary>
    private unsafe void Prefetch(int person)
    {
        if (!Sse.IsSupported) return;
        var (start, end) = (touches.Starts[person], touches.Starts[person + 1]);
        if (start == end) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref touches.Packed[start]));
        Sse.Prefetch0(Unsafe.AsPointer(ref touches.Packed[end - 1]));
    }

    private void Give<TSink>(int order, int place, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        if (place >= 0) Short(order, place, ref sink);
        else if (place == OrderBlock.Other) Alone(order, ref sink);
        else sink.Unattributed(order, place == OrderBlock.OutsideWindow);
    }

    private void Short<TSink>(int order, int place, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        var path = block.Path(place);
        var (total, count, first) = (block.Total(place), path.Count, place * LaneSplit.Width);
        sink.Begin(order, path.Touches);
        for (var model = 0; model < models.Length; model++)
        {
            if (single[model] is { } chooser) sink.All(order, model, path, chooser.Choose(path), total);
            else if (isSplit[model]) sink.Credit(order, model, path, new(blockWeights[model], first, count), new(blockCents[model], first, count));
            else Split(order, model, total, path, ref sink);
        }
    }

    private void Alone<TSink>(int order, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        var person = orders.Persons[order];
        if (!buffer.Load(touches.Starts[person], touches.Starts[person + 1], orders.Times[order], reset ? OrderBefore(order) : long.MinValue))
        {
            sink.Unattributed(order, buffer.HadTouch);
            return;
        }

        sink.Begin(order, buffer.Touches);
        var isPlain = buffer.IsPlain;
        for (var model = 0; model < models.Length; model++)
        {
            var path = isPlain ? buffer.Whole() : buffer.Path(knownFirst[model], single[model] is not null);
            if (single[model] is { } chooser) sink.All(order, model, path, chooser.Choose(path), orders.Values[order]);
            else Split(order, model, orders.Values[order], path, ref sink);
        }
    }

    private void Split<TSink>(int order, int model, long value, in TouchPath path, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        var ofWeights = weights.AsSpan(0, path.Count);
        var ofCents = cents.AsSpan(0, path.Count);
        models[model].Split(value, path, ofWeights, ofCents);
        sink.Credit(order, model, path, ofWeights, ofCents);
    }

    /// <summary>When the person's order before was placed; orders of the same moment (or versions of one) share their touches.</summary>
    private long OrderBefore(int order)
    {
        for (var before = order - 1; before >= 0 && orders.Persons[before] == orders.Persons[order]; before--)
        {
            if (orders.Times[before] < orders.Times[order]) return orders.Times[before];
        }

        return long.MinValue;
    }
}
