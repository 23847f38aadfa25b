using System.Globalization;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// The lines of change files: identifier, person before, person after, guard rail or a dash, <c>new</c> or <c>known</c>, <c>alone</c> or <c>joined</c>. Whoever keeps something by
/// person makes the journeys of all persons in it again, and of no other.
/// </summary>
public static class ChangeLines
{
    public static byte[] Write(IEnumerable<PersonChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var text = new StringBuilder();
        foreach (var change in changes)
            text.Append(CultureInfo.InvariantCulture, $"{change.Identifier} {change.Before:x32} {change.After:x32} {change.Guard?.Name() ?? "-"} {(change.IsNew ? "new" : "known")} {(change.IsAlone ? "alone" : "joined")}\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public static IEnumerable<PersonChange> Read(ReadOnlyMemory<byte> file)
    {
        foreach (var line in Encoding.ASCII.GetString(file.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            yield return new(Identifier.Parse(parts[0]), Hex(parts[1]), Hex(parts[2]), Guards.Find(parts[3]), parts[4] == "new", parts[5] == "alone");
        }
    }

    /// <summary>Many nights' changes as one: for each identifier the latest.</summary>
    public static byte[] Join(IEnumerable<ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var latest = new SortedDictionary<Identifier, PersonChange>();
        foreach (var change in files.SelectMany(Read)) latest[change.Identifier] = change with { Before = PersonIds.Of(change.Identifier), IsNew = true };
        return Write(latest.Values);
    }

    private static UInt128 Hex(string text) => UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
