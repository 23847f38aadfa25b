using Pinstitch.Collect;

namespace Pinstitch.Tests.Collect;

public sealed class EntityHistoryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_budget_that_changes_ends_a_row_and_begins_another()
    {
        var (rows, _) = EntityHistory.Take([], [Campaign("1", 40)], Monday);
        (rows, var changes) = EntityHistory.Take(rows, [Campaign("1", 50)], Monday.AddDays(1));
        Assert.Equal(2, rows.Count);
        Assert.Equal(Monday.AddDays(1), rows[0].ValidTo);
        Assert.Null(rows[1].ValidTo);
        var change = Assert.Single(changes);
        Assert.Equal(("daily_budget_micros", "40", "50"), (change.Attribute, change.Old, change.New));
    }

    [Fact]
    public void The_same_list_again_changes_nothing()
    {
        var (rows, _) = EntityHistory.Take([], [Campaign("1", 40), Campaign("2", 10)], Monday);
        var (again, changes) = EntityHistory.Take(rows, [Campaign("2", 10), Campaign("1", 40)], Monday.AddDays(1));
        Assert.Empty(changes);
        Assert.Equal(rows, again);
    }

    [Fact]
    public void What_is_gone_keeps_its_name()
    {
        var (rows, _) = EntityHistory.Take([], [Campaign("1", 40)], Monday);
        (rows, var changes) = EntityHistory.Take(rows, [], Monday.AddDays(1));
        Assert.Equal("gone", Assert.Single(changes).Attribute);
        Assert.Equal("Campaign 1", Assert.Single(rows).Name);
        (rows, changes) = EntityHistory.Take(rows, [Campaign("1", 40)], Monday.AddDays(2));
        Assert.Equal("created", Assert.Single(changes).Attribute);
        Assert.Equal(2, rows.Count);
    }

    private static AdEntity Campaign(string id, long budget) => new()
    {
        Platform = "pinterest", AccountId = "1", EntityType = "campaign", EntityId = id, Name = "Campaign " + id, Status = "ACTIVE", DailyBudgetMicros = budget,
    };
}
