namespace Pinstitch.Stitch;

/// <summary>Counts of identifiers and persons, or what a night has added to them: they add up over clusters, shards and nights.</summary>
/// <param name="Identifiers">Identifiers that are not alone, and those that guard rails hold. What a list takes out is not counted.</param>
/// <param name="Persons">Persons of several identifiers.</param>
/// <param name="Known">Those with a strong identifier.</param>
/// <param name="AcrossDevices">Those with several browsers or devices.</param>
/// <param name="HeldIdentifiers">By guard rail, identifiers that link nobody.</param>
public sealed record PersonCounts(long Identifiers, long Persons, long Known, long AcrossDevices, IReadOnlyList<long> HeldIdentifiers)
{
    public static PersonCounts None { get; } = new(0, 0, 0, 0, new long[Guards.All.Count]);

    public static PersonCounts operator +(PersonCounts one, PersonCounts other) => Sum(one, other, 1);

    public static PersonCounts operator -(PersonCounts one, PersonCounts other) => Sum(one, other, -1);

    /// <summary>With identifiers more that a guard rail holds.</summary>
    public PersonCounts WithHeld(Guard guard, int count) =>
        this with { Identifiers = Identifiers + count, HeldIdentifiers = [.. HeldIdentifiers.Select((held, place) => place == (int)guard ? held + count : held)] };

    private static PersonCounts Sum(PersonCounts one, PersonCounts other, int sign)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(
            one.Identifiers + (sign * other.Identifiers),
            one.Persons + (sign * other.Persons),
            one.Known + (sign * other.Known),
            one.AcrossDevices + (sign * other.AcrossDevices),
            [.. one.HeldIdentifiers.Zip(other.HeldIdentifiers, (held, more) => held + (sign * more))]);
    }
}
