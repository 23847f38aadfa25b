using System.Globalization;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// The lines of person files. An identifier, a space, and the person's 32 hex digits; or for one that links nobody a star, the guard
/// rail and its owners, each as <c>from,last,person</c>. Sorted; identifiers that stand alone are left out.
/// </summary>
public static class PersonLines
{
    private const char Held = '*';

    public static IEnumerable<byte[]> Write(PersonMap persons, IReadOnlyDictionary<Identifier, Ownership> owners)
    {
        ArgumentNullException.ThrowIfNull(persons);
        ArgumentNullException.ThrowIfNull(owners);
        return persons.All.Select(item => Encoding.ASCII.GetBytes(Text(item, owners)));
    }

    /// <param name="lines">What <see cref="Write"/> has made.</param>
    /// <param name="ownerHours">For how long after its last sighting a shared identifier is a person's.</param>
    public static Persons Read(IEnumerable<ReadOnlyMemory<byte>> lines, int ownerHours)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var linked = new Dictionary<Identifier, UInt128>();
        var held = new Dictionary<Identifier, Ownership>();
        foreach (var line in lines)
        {
            var parts = Encoding.ASCII.GetString(line.Span).Split(' ');
            var identifier = Identifier.Parse(parts[0]);
            if (parts[1][0] == Held) held[identifier] = Ownership.From(parts.Skip(2).Select(ReadSighting));
            else linked[identifier] = Hex(parts[1]);
        }

        return new(linked, held, ownerHours);
    }

    /// <summary>A routed event: the person's 32 hex digits, then the event's JSON.</summary>
    public static byte[] Route(UInt128 person, ReadOnlySpan<byte> eventJson)
    {
        var line = new byte[32 + eventJson.Length];
        person.TryFormat(line, out _, "x32", CultureInfo.InvariantCulture);
        eventJson.CopyTo(line.AsSpan(32));
        return line;
    }

    public static (UInt128 Person, LandedEvent Event) ReadRouted(ReadOnlyMemory<byte> line) => (
        Hex(Encoding.ASCII.GetString(line.Span[..32])),
        LandingJson.ReadEvent(line.Span[32..]));

    /// <summary>The person of a routed event, without reading the event.</summary>
    public static UInt128 PersonOf(ReadOnlySpan<byte> line) => UInt128.Parse(line[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Text(LinkedIdentifier item, IReadOnlyDictionary<Identifier, Ownership> owners)
    {
        if (item.Guard is not { } guard) return string.Create(CultureInfo.InvariantCulture, $"{item.Identifier} {item.Person:x32}");
        var text = new StringBuilder().Append(item.Identifier).Append(' ').Append(Held).Append(guard.Name());
        foreach (var sighting in owners.GetValueOrDefault(item.Identifier)?.Sightings ?? [])
            text.Append(CultureInfo.InvariantCulture, $" {sighting.From},{sighting.Last},{sighting.Person:x32}");
        return text.ToString();
    }

    private static Sighting ReadSighting(string text)
    {
        var parts = text.Split(',');
        return new(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), Hex(parts[2]));
    }

    private static UInt128 Hex(string text) => UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
