namespace Pinstitch.Lab.Shop.Life;

/// <summary>Why a purchase happened.</summary>
/// <param name="Channel">The channel whose touch it took; null where it would have happened anyway.</param>
/// <param name="Campaign">Place in the catalogue, -1 for none.</param>
/// <param name="Kind"><c>view</c>, <c>click</c>, <c>save</c> or <c>base</c>.</param>
/// <param name="Time">Seconds since 1970 of that touch.</param>
public readonly record struct Cause(Channel? Channel, int Campaign, string Kind, long Time)
{
    public static Cause Base(long time) => new(null, -1, "base", time);
}
