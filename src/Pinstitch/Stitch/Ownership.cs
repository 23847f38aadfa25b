namespace Pinstitch.Stitch;

/// <summary>Who had a shared identifier when.</summary>
public sealed class Ownership
{
    private readonly IReadOnlyList<Sighting> sightings;

    private Ownership(IReadOnlyList<Sighting> sightings) => this.sightings = sightings;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<Sighting> Sightings => sightings;

    /// <param name="sightings">In any order; those of one person that follow each other are joined.</param>
    public static Ownership From(IEnumerable<Sighting> sightings)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        var joined = new List<Sighting>();
        foreach (var next in sightings.OrderBy(item => item.From).ThenBy(item => item.Last).ThenBy(item => item.Person))
        {
            if (joined.Count > 0 && joined[^1].Person == next.Person) joined[^1] = joined[^1] with { Last = Math.Max(joined[^1].Last, next.Last) };
            else joined.Add(next);
        }

        return new(joined);
    }

    /// <summary>
    /// The person who was last seen with the identifier, if that was not too long ago; before the first sighting, the first person;
    /// null when it may have been anybody.
    /// </summary>
    /// <param name="time">In seconds since 1970.</param>
    /// <param name="hours">How long after its last sighting a person still has it.</param>
    public UInt128? At(long time, int hours)
    {
        if (sightings.Count == 0) return null;
        var place = sightings.Count - 1;
        while (place > 0 && sightings[place].From > time) place--;
        return time <= sightings[place].Last + (hours * 3600L) ? sightings[place].Person : null;
    }
}
