using CsCheck;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

/// <summary>Random journeys and settings for laws: touches before, at and after orders, inside and outside windows, under every model and every setting.</summary>
internal static class RandomJourneys
{
    public static readonly IReadOnlyList<AttributionModel> Models =
    [
        new FirstClick(), new LastClick(), new LastNonDirect(), new Linear(), new TimeDecay(), new PositionBased(),
        new PositionBased(0.2m, 0.6m, "j_curve"), new PositionBased(0, 0, "middle"), MemberModel.Shapley(),
        MemberModel.Markov(),
    ];

    private static readonly string[] ChannelNames = [Channels.PinterestPaid, Channels.MetaPaid, Channels.Email, Channels.Direct];

    public static readonly Gen<Touch> Touches = Gen.Select(Gen.Int[0, 3], Gen.Int[-2 * 24, 45 * 24], Gen.Int[0, 5], Gen.Int[0, 1_000_000]).Select((channel, hours, kind, number) =>
        new Touch($"e{number}", Paths.OrderTime.AddHours(-hours), ChannelNames[channel], kind switch { 0 => TouchKind.View, 1 => TouchKind.Save, _ => TouchKind.Click }, null, null, "test"));

    private static readonly Gen<Order> OrdersOf = Gen.Select(Gen.Long[-5_000, 50_000], Gen.Int[-30, 30], Gen.Int[0, 99]).Select((cents, days, number) => Paths.Order(cents, $"o{number}", days));

    public static readonly Gen<Journey> All = Gen.Select(Touches.Array[0, 12], OrdersOf.Array[1, 4]).Select((touches, orders) => Of(touches, orders));

    public static readonly Gen<AttributionSettings> Settings = Gen.Select(
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 30]),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 3]),
        Gen.Select(Gen.Bool, Gen.Int[0, 40], Gen.Int[0, 30])).Select((days, rules, own) =>
        new AttributionSettings(days.Item1, days.Item2, days.Item3, Models)
        {
            Views = new((ViewUse)rules.Item1, 0.5m, 7, 0.3m),
            Direct = (DirectUse)rules.Item2,
            ResetAfterOrder = rules.Item3,
            Ranks = new(2, 2, rules.Item4),
            Platforms = own.Item1 ? [new("meta", own.Item2, own.Item2 / 2, own.Item3)] : [],
        });

    public static Journey Of(IEnumerable<Touch> touches, IEnumerable<Order> orders) => new(
        1,
        [.. touches.OrderBy(touch => touch.Time).ThenBy(touch => touch.EventId, StringComparer.Ordinal)],
        [.. orders.DistinctBy(order => order.OrderId).OrderBy(order => order.PlacedAt).ThenBy(order => order.OrderId, StringComparer.Ordinal)],
        true);
}
