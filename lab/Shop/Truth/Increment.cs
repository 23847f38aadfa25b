namespace Pinstitch.Lab.Shop.Truth;

/// <summary>Revenue and orders.</summary>
/// <param name="Cents">Net revenue in cents.</param>
/// <param name="Orders">Orders.</param>
public readonly record struct Increment(long Cents, int Orders)
{
    public static Increment operator -(Increment one, Increment two) => new(one.Cents - two.Cents, one.Orders - two.Orders);
}
