using System.Globalization;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// What a night did to persons, <c>identity/night=…/touched.txt</c>: lines of the person before, the person after (32 hex digits each) and how many
/// identifiers went, sorted. Whoever keeps something by person makes it again for <see cref="Touched"/>, and for the persons of
/// new or changed events; nobody else has changed. Merges and splits, those by an undo, by other rules or by an erasure too, are read off it.
/// </summary>
public static class PersonFlows
{
    public static byte[] Write(IEnumerable<PersonFlow> flows)
    {
        var text = new StringBuilder();
        foreach (var flow in Sum(flows)) text.Append(CultureInfo.InvariantCulture, $"{flow.Before:x32} {flow.After:x32} {flow.Identifiers}\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public static IReadOnlyList<PersonFlow> Read(ReadOnlyMemory<byte> file) =>
        [.. Encoding.ASCII.GetString(file.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(parts => new PersonFlow(
            UInt128.Parse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            UInt128.Parse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture)))];

    /// <summary>Each pair of persons once, sorted.</summary>
    public static IEnumerable<PersonFlow> Sum(IEnumerable<PersonFlow> flows) => flows
        .GroupBy(flow => (flow.Before, flow.After), (pair, all) => new PersonFlow(pair.Before, pair.After, all.Sum(flow => flow.Identifiers)))
        .OrderBy(flow => flow.Before)
        .ThenBy(flow => flow.After);

    /// <summary>Persons whose journeys are to be made again, or are there no longer, sorted.</summary>
    public static IReadOnlyList<UInt128> Touched(IEnumerable<PersonFlow> flows) =>
        [.. flows.SelectMany(flow => new[] { flow.Before, flow.After }).Where(person => person != 0).Distinct().Order()];

    /// <summary>Persons that several have become, with those, sorted.</summary>
    public static IEnumerable<(UInt128 Person, IReadOnlyList<UInt128> From)> Merged(IEnumerable<PersonFlow> flows) => flows
        .Where(flow => flow.After != 0 && flow.Identifiers > 0)
        .GroupBy(flow => flow.After, (person, all) => (person, From: (IReadOnlyList<UInt128>)[.. all.Select(flow => flow.Before).Order()]))
        .Where(item => item.From.Count > 1)
        .OrderBy(item => item.person);

    /// <summary>Persons that have become several, with those, sorted.</summary>
    public static IEnumerable<(UInt128 Person, IReadOnlyList<UInt128> Into)> Split(IEnumerable<PersonFlow> flows) => flows
        .Where(flow => flow.Identifiers > 0)
        .GroupBy(flow => flow.Before, (person, all) => (person, Into: (IReadOnlyList<UInt128>)[.. all.Select(flow => flow.After).Order()]))
        .Where(item => item.Into.Count > 1)
        .OrderBy(item => item.person);

    /// <summary>What lies between two states of the store that no night leads from one to the other: when rules have changed, or somebody was erased.</summary>
    /// <param name="before">Persons before, read without lists.</param>
    /// <param name="after">Persons after.</param>
    /// <param name="erased">Identifiers that are in neither edges nor events any more.</param>
    public static IEnumerable<PersonFlow> Between(PersonMap before, PersonMap after, IReadOnlySet<Identifier> erased)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(erased);
        var all = new List<(PersonFlow Flow, bool IsChange)>();
        foreach (var identifier in before.All.Concat(after.All).Select(item => item.Identifier).Distinct())
        {
            var (was, now) = (before.Find(identifier).Person, erased.Contains(identifier) ? 0 : after.Find(identifier).Person);
            all.Add((new(was, now, 1), was != now));
            // A list may have kept it to itself; which ones did the store does not say.
            if (!before.Knows(identifier)) all.Add((new(PersonIds.Alone(identifier), now, 0), true));
        }

        var touched = Touched(all.Where(item => item.IsChange).Select(item => item.Flow)).ToHashSet();
        return all.Select(item => item.Flow).Where(flow => touched.Contains(flow.Before) || touched.Contains(flow.After));
    }
}
