using Pinstitch.Attribute;

namespace Pinstitch.Tests.Attribute;

/// <summary>
/// Credit as one would write it with no thought of speed, in exact fractions, from the documented rules alone: the oracle
/// of the engine. Only the halving tables are the engine's own; HalvingTests holds those against exact powers.
/// </summary>
internal sealed class NaiveCredit(AttributionSettings settings)
{
    public Dictionary<object, long> Of(Journey journey, Order order, string model)
    {
        var counting = journey.Touches.Where(touch => Counts(journey, touch, order)).ToList();
        if (counting.Count == 0) return [];
        var touches = Looked(counting, model);
        var weights = Weights(touches, order, model);
        var cents = model is "shapley" or "markov" ? ByChannel(touches, order.Net) : Split(order.Net, weights);
        return touches.Zip(cents).Where(pair => pair.Second != 0).ToDictionary(pair => (object)pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance);
    }

    private static bool IsSingle(string model) => model is "first_click" or "last_click" or "last_non_direct";

    private bool Counts(Journey journey, Touch touch, Order order)
    {
        if (settings.Direct == DirectUse.Never && touch.IsDirect) return false;
        if (settings.Views.Use == ViewUse.Exclude && touch.Kind == TouchKind.View) return false;
        var before = settings.ResetAfterOrder ? journey.Orders.Where(other => other.PlacedAt < order.PlacedAt).Select(other => (DateTimeOffset?)other.PlacedAt).Max() : null;
        var age = order.PlacedAt - touch.Time;
        return age >= TimeSpan.Zero && age <= TimeSpan.FromDays(settings.Days(touch.Kind, Channels.PlatformOf(touch.Channel))) && !(touch.Time <= before);
    }

    private List<Touch> Looked(List<Touch> touches, string model)
    {
        var known = touches.Where(touch => !touch.IsDirect).ToList();
        var pastDirect = model == "last_non_direct" || (settings.Direct != DirectUse.AsTouch && model != "last_click");
        if (pastDirect && known.Count > 0) touches = known;
        if (IsSingle(model)) return touches.Where(touch => settings.Ranks.Of(touch.Kind) == touches.Max(other => settings.Ranks.Of(other.Kind))).ToList();
        if (settings.Views.Use == ViewUse.OnlyIfNoClick && touches.Any(touch => touch.Kind != TouchKind.View)) return touches.Where(touch => touch.Kind != TouchKind.View).ToList();
        return touches;
    }

    private List<Fraction> Weights(List<Touch> touches, Order order, string model)
    {
        var count = touches.Count;
        Fraction Decay(Touch touch, double days) => Halvings.Of(touch, order, days);
        var youngest = Decay(touches[^1], 7);
        var weights = touches.Select((touch, place) => model switch
        {
            "first_click" => place == 0 ? 1 : 0,
            "last_click" or "last_non_direct" => place == count - 1 ? 1 : 0,
            "time_decay" => Halvings.Between(touch, touches[^1], 7),
            "position_based" => Position(place, count, 40, 40),
            "j_curve" => Position(place, count, 20, 60),
            "middle" => Position(place, count, 0, 0),
            _ => (Fraction)1,
        }).ToList();
        if (settings.Views.Use != ViewUse.Weighted || IsSingle(model)) return weights;
        if (touches.TrueForAll(touch => touch.Kind != TouchKind.View)) return weights;
        var full = new Fraction(1L << 30, 1);
        weights = [.. touches.Zip(weights, (touch, weight) => touch.Kind == TouchKind.View
            ? weight * (new Fraction(((new Fraction(1L << 29, 1) * Decay(touch, 7)).Top / (1L << 31)), 1) / full)
            : weight)];
        var views = Sum(touches.Zip(weights).Where(pair => pair.First.Kind == TouchKind.View).Select(pair => pair.Second));
        var others = Sum(touches.Zip(weights).Where(pair => pair.First.Kind != TouchKind.View).Select(pair => pair.Second));
        if ((views + others).Top.IsZero) return [.. weights.Select(_ => (Fraction)1)];
        var cap = new Fraction((long)decimal.Round(settings.Views.MostShare * (1L << 30)), 1L << 30);
        if (others.Top.IsZero || views.CompareTo((views + others) * cap) <= 0) return weights;
        var scale = others * cap / ((Fraction)1 - cap) / views;
        return [.. touches.Zip(weights, (touch, weight) => touch.Kind == TouchKind.View ? weight * scale : weight)];
    }

    private static Fraction Sum(IEnumerable<Fraction> parts) => parts.Aggregate((Fraction)0, (sum, part) => sum + part);

    private static Fraction Position(int place, int count, long first, long last)
    {
        var middle = new Fraction(100 - first - last, 1);
        if (count == 1) return 1;
        if (count == 2) return first + last == 0 ? 1 : place == 0 ? first : last;
        return place == 0 ? first : place == count - 1 ? last : middle / (count - 2);
    }

    private static long[] ByChannel(List<Touch> touches, long total)
    {
        var channels = touches.Select(touch => touch.Channel).Distinct().ToList();
        var parts = Split(total, [.. channels.Select(_ => (Fraction)1)]);
        var cents = new long[touches.Count];
        foreach (var (channel, part) in channels.Zip(parts))
        {
            var places = Enumerable.Range(0, touches.Count).Where(place => touches[place].Channel == channel).ToList();
            var shares = Split(part, [.. places.Select(_ => (Fraction)1)]);
            for (var place = 0; place < places.Count; place++) cents[places[place]] = shares[place];
        }

        return cents;
    }

    private static long[] Split(long total, List<Fraction> weights)
    {
        var sum = Sum(weights);
        var shares = weights.Select(weight => (Fraction)Math.Abs(total) * weight / sum).ToList();
        var parts = shares.Select(share => (long)share.Floor).ToArray();
        var order = Enumerable.Range(0, parts.Length).OrderByDescending(place => shares[place] - parts[place]).ThenBy(place => place);
        foreach (var place in order.Take((int)(Math.Abs(total) - parts.Sum()))) parts[place]++;
        return [.. parts.Select(part => part * Math.Sign(total))];
    }
}
