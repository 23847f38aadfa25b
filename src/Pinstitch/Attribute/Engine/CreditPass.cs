using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    private const int Ahead = 12;

    private readonly TouchTable touches;
    private readonly OrderTable orders;
    private readonly AttributionModel[] models;
    private readonly SingleTouch?[] single;
    private readonly bool[] knownFirst;
    private readonly PathBuffer buffer;
    private readonly bool reset;
    private readonly long[] weights;
    private readonly long[] cents;

    public CreditPass(TouchTable touches, OrderTable orders, TouchTraits traits, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(touches);
        ArgumentNullException.ThrowIfNull(settings);
        this.touches = touches;
        this.orders = orders;
        models = [.. settings.Models];
        single = Array.ConvertAll(models, model => model as SingleTouch);
        knownFirst = Array.ConvertAll(models, model => model.DirectOnlyIfAlone && (settings.Direct != DirectUse.AsTouch || model is LastNonDirect));
        reset = settings.ResetAfterOrder;
        buffer = new(touches, traits, settings, touches.Longest);
        weights = new long[touches.Longest + ShortPath.Most];
        cents = new long[touches.Longest + ShortPath.Most];
    }

    /// <param name="first">First order.</param>
    /// <param name="end">After the last.</param>
    /// <param name="sink">Takes the credit.</param>
    public void Run<TSink>(int first, int end, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        for (var order = first; order < end; order++)
        {
            if (order + Ahead < end) Prefetch(orders.Persons[order + Ahead]);
            var person = orders.Persons[order];
            var time = orders.Times[order];
            var after = reset ? OrderBefore(order) : long.MinValue;
            if (!buffer.Load(touches.Starts[person], touches.Starts[person + 1], time, after))
            {
                sink.Unattributed(order, buffer.HadTouch);
                continue;
            }

            sink.Begin(order, buffer.Touches);
            var value = orders.Values[order];
            if (buffer.IsPlain) Plain(order, value, buffer.Whole(), ref sink);
            else Mixed(order, value, ref sink);
        }
    }

    /// <summary>Orders stand by person, but most persons between them have none: without this each would wait for memory.</summary>
    private unsafe void Prefetch(int person)
    {
        if (!Sse.IsSupported) return;
        var start = touches.Starts[person];
        if (start < touches.Packed.Length) Sse.Prefetch0(Unsafe.AsPointer(ref touches.Packed[start]));
    }

    private void Plain<TSink>(int order, long value, in TouchPath path, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        for (var model = 0; model < models.Length; model++)
        {
            if (single[model] is { } chooser) sink.All(order, model, path, chooser.Choose(path), value);
            else Split(order, model, value, path, ref sink);
        }
    }

    private void Mixed<TSink>(int order, long value, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        for (var model = 0; model < models.Length; model++)
        {
            var path = buffer.Path(knownFirst[model], single[model] is not null);
            if (single[model] is { } chooser) sink.All(order, model, path, chooser.Choose(path), value);
            else Split(order, model, value, path, ref sink);
        }
    }

    private void Split<TSink>(int order, int model, long value, in TouchPath path, ref TSink sink)
        where TSink : struct, ICreditSink
    {
        var ofWeights = weights.AsSpan(0, path.Count);
        var ofCents = cents.AsSpan(0, path.Count);
        if (path.IsShort && (ulong)value <= ShortPath.MostTotal && models[model].TrySplit(value, ShortPath.Of(path), out var shortWeights, out var shortCents))
        {
            shortWeights.StoreUnsafe(ref weights[0]);
            shortCents.StoreUnsafe(ref cents[0]);
        }
        else
        {
            models[model].Split(value, path, ofWeights, ofCents);
        }

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
