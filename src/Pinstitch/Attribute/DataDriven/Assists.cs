namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Participation of a member: how many conversions it had a part in. It counts every conversion in full for every member,
/// so it never adds up to revenue and is no model of credit.
/// </summary>
/// <param name="Participations">Conversions with the member in their path.</param>
/// <param name="ParticipatedValue">What these were worth, minor units.</param>
/// <param name="Assisted">Those of which it was not the last touch.</param>
/// <param name="AssistedValue">What those were worth, minor units.</param>
/// <param name="Last">Those of which it was the last touch.</param>
public sealed record Assists(long Participations, long ParticipatedValue, long Assisted, long AssistedValue, long Last)
{
    /// <summary>Assisted ÷ last; null where it was never last.</summary>
    public double? Ratio => Last == 0 ? null : (double)Assisted / Last;

    public static Assists None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>With one more conversion, or with one less.</summary>
    /// <param name="isLast">Whether the member was its last touch.</param>
    /// <param name="value">What it is worth, minor units.</param>
    /// <param name="sign">1, or −1 to take it away.</param>
    public Assists With(bool isLast, long value, int sign = 1) => new(
        Participations + sign,
        ParticipatedValue + (sign * value),
        Assisted + (isLast ? 0 : sign),
        AssistedValue + (isLast ? 0 : sign * value),
        Last + (isLast ? sign : 0));

    /// <summary>With those of another part.</summary>
    public Assists Plus(Assists other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Participations + other.Participations,
            ParticipatedValue + other.ParticipatedValue,
            Assisted + other.Assisted,
            AssistedValue + other.AssistedValue,
            Last + other.Last);
    }
}
