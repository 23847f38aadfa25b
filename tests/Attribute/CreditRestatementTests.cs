using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

public sealed class CreditRestatementTests
{
    [Fact]
    public void Edits_and_refunds_are_changes_that_sum_to_what_stands()
    {
        var order = Paths.Order(6_667) with
        {
            History =
            [
                new(1, Paths.OrderTime, 10_000, "placed"), new(2, Paths.OrderTime.AddDays(1), 10_001, "edited"), new(3, Paths.OrderTime.AddDays(9), 6_667, "refund"),
            ],
        };
        var journey = Paths.Journey([Paths.Touch("a", 3), Paths.Touch("b", 2), Paths.Touch("c", 1)], order);
        var settings = Paths.Settings(new Linear(), new LastClick()) with { ResetAfterOrder = true };
        var changes = CreditRestatements.Of([journey], settings).ToList();
        foreach (var (model, version, change) in new[] { ("linear", 1, 10_000L), ("linear", 2, 1L), ("linear", 3, -3_334L), ("last_click", 3, -3_334L) })
            Assert.Equal(change, changes.Where(item => item.Credit.Model == model && item.Version.Number == version).Sum(item => item.Change));
        var standing = JourneyCredit.Of(journey, settings).Credits;
        foreach (var credit in standing)
            Assert.Equal(credit.Cents, changes.Where(item => item.Credit.Model == credit.Model && item.Credit.Number == credit.Number).Sum(item => item.Change));
    }
}
