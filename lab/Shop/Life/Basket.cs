namespace Pinstitch.Lab.Shop.Life;

/// <summary>What is bought, changed and sent back.</summary>
internal static class Basket
{
    private const long Day = 86400;

    public static ShopOrder Fill(ShopPlan plan, Person person, long time, Cause cause, int earlier)
    {
        // The number is made from person and day, so that an order keeps it in a re-run with something switched off.
        var id = 5_000_000_000 + (person.Number * 1_000) + ((time - plan.Start) / Day);
        var draw = new Draw(plan.Seed, person.Number, Purpose.Basket, id);
        var cents = Math.Max(900, (long)(person.Basket * draw.LogNormal(0.45) * (earlier > 0 ? 1.08 : 1.0)));
        var order = new ShopOrder(id, person.Number, time, cents, cause) { UsesOtherEmail = person.OtherEmail is not null && draw.Chance(0.5) };
        if (draw.Chance(0.03)) order = order with { Edit = (time + 900 + (long)draw.Exponential(14_400), Math.Max(900, (long)(cents * (0.6 + (0.8 * draw.Uniform()))))) };
        if (!draw.Chance(0.09)) return order;
        var whole = draw.Chance(0.7);
        var gross = order.Edit?.Cents ?? cents;
        return order with { Refund = (time + (3 * Day) + (long)(draw.Exponential(5) * Day), whole ? gross : (long)(gross * (0.2 + (0.5 * draw.Uniform())))) };
    }
}
