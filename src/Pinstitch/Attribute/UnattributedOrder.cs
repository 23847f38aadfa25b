namespace Pinstitch.Attribute;

/// <summary>An order that no touch gets credit for.</summary>
/// <param name="Order">The order.</param>
/// <param name="Reason"><c>no_known_browser</c>, <c>no_touch</c> or <c>outside_window</c>.</param>
public sealed record UnattributedOrder(Order Order, string Reason);
