namespace Pinstitch.Stitch.Clusters;

/// <summary>How much a night has changed, to tell a usual night from one that joins strangers.</summary>
/// <param name="Ended">Persons of several identifiers whose id is nobody's any more: they were merged.</param>
/// <param name="Largest">Most identifiers of a person that the night has touched.</param>
public readonly record struct NightSize(int Ended, int Largest)
{
    /// <summary>Of a night in parts.</summary>
    public static NightSize Of(IEnumerable<NightSize> parts) => parts.Aggregate(default(NightSize), (sum, part) => new(sum.Ended + part.Ended, Math.Max(sum.Largest, part.Largest)));
}
