using Pinstitch.Attribute.Engine;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Attribute;

/// <summary>Gives credit for the orders of journeys: every model in one pass, exact to the cent.</summary>
public static class JourneyCredit
{
    /// <summary>Credit for one journey.</summary>
    public static CreditedOrders Of(Journey journey, AttributionSettings settings) => Of([journey], settings);

    /// <summary>
    /// A touch counts when it happened at or before the order and no longer ago than the window of its kind and platform.
    /// Touches without credit under a single-touch model have no row of it.
    /// </summary>
    /// <param name="journeys">In the order in which credit is wanted.</param>
    /// <param name="settings">Windows, rules and models.</param>
    /// <param name="effects">Removal effects by channel for the Markov model; null until fitted.</param>
    public static CreditedOrders Of(IReadOnlyList<Journey> journeys, AttributionSettings settings, IReadOnlyDictionary<string, long>? effects = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var columns = JourneyColumns.Of(journeys, journey => journey.Orders);
        var (members, names) = TouchTraits.Number(columns.Codes.Select(code => code.Channel));
        if (effects is not null) settings = settings with { Models = [.. settings.Models.Select(model => Fit(model, names, effects))] };
        var sink = new Rows(columns, settings.Models);
        new CreditPass(columns.Touches, columns.Orders, new(columns.Codes, members, settings), settings).Run(0, columns.Orders.Count, ref sink);
        return sink.Result;
    }

    private static AttributionModel Fit(AttributionModel model, IReadOnlyList<string> names, IReadOnlyDictionary<string, long> effects) =>
        model is MemberModel { IsByEffect: true } markov ? markov.Fitted([.. names.Select(name => effects.GetValueOrDefault(name))]) : model;

    private struct Rows(JourneyColumns columns, IReadOnlyList<AttributionModel> models) : ICreditSink
    {
        private readonly List<Credit> credits = [];
        private readonly List<UnattributedOrder> unattributed = [];
        private readonly int[] touchCounts = new int[columns.Orders.Count];
        private readonly Dictionary<int, int> numbers = [];

        public readonly CreditedOrders Result => new(credits, unattributed, columns.OrderRecords, touchCounts);

        public readonly void Begin(int order, ReadOnlySpan<int> touches)
        {
            touchCounts[order] = touches.Length;
            numbers.Clear();
            for (var place = 0; place < touches.Length; place++) numbers[touches[place]] = place + 1;
        }

        public readonly void Credit(int order, int model, in TouchPath path, ReadOnlySpan<long> weights, ReadOnlySpan<long> cents)
        {
            var sum = 0.0;
            foreach (var weight in weights) sum += weight;
            for (var place = 0; place < path.Count; place++) Add(order, model, path.Touches[place], weights[place] / sum, cents[place]);
        }

        public readonly void All(int order, int model, in TouchPath path, int touch, long cents) => Add(order, model, path.Touches[touch], 1, cents);

        public readonly void Unattributed(int order, bool hadTouch) =>
            unattributed.Add(new(columns.OrderRecords[order], columns.HasBrowser(order) ? hadTouch ? "outside_window" : "no_touch" : "no_known_browser"));

        private readonly void Add(int order, int model, int touch, double weight, long cents) =>
            credits.Add(new(columns.OrderRecords[order], columns.TouchRecords[touch], numbers[touch], models[model].Id, weight, cents));
    }
}
