using System.Globalization;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>The lines of person files: an identifier, a space, the person's 32 hex digits.</summary>
public static class PersonLines
{
    public static IEnumerable<byte[]> Write(Persons persons)
    {
        ArgumentNullException.ThrowIfNull(persons);
        return persons.All.Select(item => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{item.Key} {item.Value:x32}")));
    }

    public static Persons Read(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var found = new Dictionary<Identifier, UInt128>();
        foreach (var line in lines)
        {
            var text = Encoding.ASCII.GetString(line.Span);
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            found[Identifier.Parse(text[..space])] = UInt128.Parse(text.AsSpan(space + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return new(found, []);
    }

    /// <summary>A routed event: the person's 32 hex digits, then the event's JSON.</summary>
    public static byte[] Route(UInt128 person, byte[] eventJson) =>
        [.. Encoding.ASCII.GetBytes(person.ToString("x32", CultureInfo.InvariantCulture)), .. eventJson];

    public static (UInt128 Person, LandedEvent Event) ReadRouted(ReadOnlyMemory<byte> line) => (
        UInt128.Parse(Encoding.ASCII.GetString(line.Span[..32]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        LandingJson.ReadEvent(line.Span[32..]));
}
