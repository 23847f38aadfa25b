using System.IO.Hashing;
using System.Text.Json;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Books;

/// <summary>An event as a book keeps it: its line, and what tells whose it is, so that nobody need read the line for that.</summary>
/// <param name="Hash">XXH128 of the line.</param>
/// <param name="Time">When it happened, in seconds since 1970.</param>
/// <param name="Ties">Whether it ties identifiers together (<see cref="IdentityEdge.Of"/>).</param>
/// <param name="Identifiers">Strongest first.</param>
/// <param name="Former">Identifiers under the pepper before, each with its present form.</param>
/// <param name="Line">The event's JSON.</param>
public sealed record BookedEvent(UInt128 Hash, long Time, bool Ties, IReadOnlyList<Identifier> Identifiers, IReadOnlyList<(Identifier Past, Identifier Present)> Former, ReadOnlyMemory<byte> Line)
{
    public static UInt128 HashOf(ReadOnlySpan<byte> line) => XxHash128.HashToUInt128(line);

    public static BookedEvent Of(LandedEvent item, ReadOnlyMemory<byte> line)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(
            HashOf(line.Span),
            item.Time.ToUnixTimeSeconds(),
            item.Counts && item.MayMeasure != false,
            item.Identifiers,
            item.Former is { } former ? [.. former.Select(alias => (alias.Past, alias.Present))] : [],
            line);
    }

    /// <summary>Reads of a line what is asked for here, and leaves the rest.</summary>
    /// <exception cref="JsonException">It is no event's line.</exception>
    public static BookedEvent Read(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        var (identifiers, former) = (new List<Identifier>(3), new List<(Identifier, Identifier)>());
        var (time, ties) = (default(DateTimeOffset), true);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("time"u8))
            {
                reader.Read();
                time = reader.GetDateTimeOffset();
            }
            else if (reader.ValueTextEquals("identifiers"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType == JsonTokenType.String) identifiers.Add(Identifier.Parse(reader.GetString()!));
            }
            else if (reader.ValueTextEquals("former"u8))
            {
                ReadFormer(ref reader, former);
            }
            else if (reader.ValueTextEquals("is_test"u8) || reader.ValueTextEquals("traffic"u8))
            {
                reader.Read();
                ties &= reader.TokenType is JsonTokenType.Null or JsonTokenType.False;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("may_measure"u8))
            {
                reader.Read();
                ties &= reader.TokenType != JsonTokenType.False;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new(HashOf(line.Span), time.ToUnixTimeSeconds(), ties, identifiers, former, line);
    }

    private static void ReadFormer(ref Utf8JsonReader reader, List<(Identifier Past, Identifier Present)> former)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (past, present) = (default(Identifier), default(Identifier));
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isPast = reader.ValueTextEquals("past"u8);
                reader.Read();
                var read = Identifier.Parse(reader.GetString()!);
                if (isPast) past = read;
                else present = read;
            }

            former.Add((past, present));
        }
    }
}
