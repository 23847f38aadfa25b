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

    /// <summary>With one more conversion.</summary>
    public Assists With(bool isLast, long value) => new(
        Participations + 1,
        ParticipatedValue + value,
        Assisted + (isLast ? 0 : 1),
        AssistedValue + (isLast ? 0 : value),
        Last + (isLast ? 1 : 0));

    /// <summary>With those of another part, or without them.</summary>
    /// <param name="other">The part.</param>
    /// <param name="sign">1, or −1 to take them away.</param>
    public Assists Plus(Assists other, int sign = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Participations + (sign * other.Participations),
            ParticipatedValue + (sign * other.ParticipatedValue),
            Assisted + (sign * other.Assisted),
            AssistedValue + (sign * other.AssistedValue),
            Last + (sign * other.Last));
    }

    /// <summary>Counts by member.</summary>
    /// <param name="journeys">Paths that converted, as members in order of time, with their value.</param>
    public static IReadOnlyDictionary<string, Assists> Of(IEnumerable<(IReadOnlyList<string> Path, long Value)> journeys)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        var found = new Dictionary<string, Assists>(StringComparer.Ordinal);
        foreach (var (path, value) in journeys)
        {
            foreach (var member in path.Distinct(StringComparer.Ordinal)) found[member] = found.GetValueOrDefault(member, None).With(path[^1] == member, value);
        }

        return found;
    }
}
