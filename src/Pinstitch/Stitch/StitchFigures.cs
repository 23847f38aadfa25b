using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Stitch;

/// <summary>How far a night has found out who is who, as far as the identifiers themselves tell; whether it is right only a shop whose truth is known can tell.</summary>
/// <param name="Identifiers">Identifiers that are not alone, and those that guard rails hold.</param>
/// <param name="Persons">Persons of several identifiers.</param>
/// <param name="Known">Those with a strong identifier: a customer, a mail address, an order.</param>
/// <param name="AcrossDevices">Those with several browsers or devices.</param>
/// <param name="HeldIdentifiers">By guard rail, identifiers that link nobody.</param>
/// <param name="HeldPairs">By guard rail, pairs of identifiers that were seen together and are not linked.</param>
public sealed record StitchFigures(
    int Identifiers, int Persons, int Known, int AcrossDevices, IReadOnlyDictionary<string, long> HeldIdentifiers, IReadOnlyDictionary<string, long> HeldPairs)
{
    /// <summary>Share of persons who are known; 1 where there are none.</summary>
    public double ShareKnown => Persons == 0 ? 1 : (double)Known / Persons;

    /// <summary>Share of persons who were seen on several browsers or devices; 0 where there are none.</summary>
    public double ShareAcrossDevices => Persons == 0 ? 0 : (double)AcrossDevices / Persons;

    /// <summary>The sums that the nights have kept; pairs are those that the store has learned of.</summary>
    public static StitchFigures Of(IdentityManifest store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var counts = store.Counts;
        return new((int)counts.Identifiers, (int)counts.Persons, (int)counts.Known, (int)counts.AcrossDevices, ByName(counts.HeldIdentifiers), ByName(store.Held));
    }

    private static SortedDictionary<string, long> ByName(IReadOnlyList<long> counts) =>
        new(Guards.All.Where(guard => counts[(int)guard] > 0).ToDictionary(guard => guard.Name(), guard => counts[(int)guard]), StringComparer.Ordinal);
}
