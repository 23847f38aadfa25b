namespace Pinstitch.Attribute;

/// <summary>Orders with the credit that was given for them.</summary>
/// <param name="Credits">By order, then model, then touch.</param>
/// <param name="Unattributed">Orders that no touch counts for.</param>
/// <param name="Orders">All orders, by journey.</param>
/// <param name="TouchCounts">How many touches count for each.</param>
public sealed record CreditedOrders(
    IReadOnlyList<Credit> Credits,
    IReadOnlyList<UnattributedOrder> Unattributed,
    IReadOnlyList<Order> Orders,
    IReadOnlyList<int> TouchCounts);
