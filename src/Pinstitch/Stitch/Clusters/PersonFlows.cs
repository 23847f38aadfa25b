using System.Globalization;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// What a night did to persons, <c>identity/night=…/touched.txt</c>: lines of the person before, the person after (32 hex digits each) and how many
/// identifiers went, sorted. Whoever keeps something by person makes it again for <see cref="Touched"/>, and for the persons of
/// new or changed events; nobody else has changed. Merges and splits, those by an undo, by other rules or by an erasure too, are read off it.
/// </summary>
public static class PersonFlows
{
    private const int Digits = 32;
    private const int MostLength = (2 * Digits) + 14;

    public static byte[] Write(IEnumerable<PersonFlow> flows)
    {
        var content = new List<byte>();
        Span<byte> line = stackalloc byte[MostLength];
        foreach (var flow in Sum(flows))
        {
            flow.Before.TryFormat(line, out _, "x32", CultureInfo.InvariantCulture);
            flow.After.TryFormat(line[(Digits + 1)..], out _, "x32", CultureInfo.InvariantCulture);
            flow.Identifiers.TryFormat(line[((2 * Digits) + 2)..], out var length, default, CultureInfo.InvariantCulture);
            line[Digits] = line[(2 * Digits) + 1] = (byte)' ';
            length += (2 * Digits) + 2;
            line[length] = (byte)'\n';
            content.AddRange(line[..(length + 1)]);
        }

        return [.. content];
    }

    public static IReadOnlyList<PersonFlow> Read(ReadOnlyMemory<byte> file)
    {
        var flows = new List<PersonFlow>(file.Length / MostLength);
        for (var rest = file.Span; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            flows.Add(new(Hex(rest), Hex(rest[(Digits + 1)..]), int.Parse(rest[((2 * Digits) + 2)..end], NumberStyles.None, CultureInfo.InvariantCulture)));
            rest = rest[(end + 1)..];
        }

        return flows;
    }

    /// <summary>Each pair of persons once, sorted.</summary>
    public static IReadOnlyList<PersonFlow> Sum(IEnumerable<PersonFlow> flows)
    {
        var sorted = flows.ToArray();
        Array.Sort(sorted, (one, two) => one.Before != two.Before ? one.Before.CompareTo(two.Before) : one.After.CompareTo(two.After));
        var sums = new List<PersonFlow>(sorted.Length);
        foreach (var flow in sorted)
        {
            if (sums.Count > 0 && sums[^1] is var last && (last.Before, last.After) == (flow.Before, flow.After)) sums[^1] = last with { Identifiers = last.Identifiers + flow.Identifiers };
            else sums.Add(flow);
        }

        return sums;
    }

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

    private static UInt128 Hex(ReadOnlySpan<byte> line) => UInt128.Parse(line[..Digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

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
