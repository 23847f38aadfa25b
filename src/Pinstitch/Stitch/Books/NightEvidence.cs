using System.Runtime.InteropServices;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Books;

/// <summary>What a shard knows that decides whose a night's events are: which events are gone, which identifiers are asked about, and where shared ones were seen.</summary>
/// <param name="Gone">Hashes of the lines of events that are no longer there, or read otherwise now.</param>
/// <param name="Wanted">Identifiers of events that are new, or may be another person's now.</param>
/// <param name="Sightings">Pairs one of which is shared, as events have them.</param>
public sealed record NightEvidence(IReadOnlyCollection<UInt128> Gone, IReadOnlyCollection<Identifier> Wanted, IReadOnlyCollection<PairSighting> Sightings)
{
    private const int Width = 1 + 16;

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        stream.Write(MemoryMarshal.AsBytes([Gone.Count, Wanted.Count, Sightings.Count]));
        stream.Write(MemoryMarshal.AsBytes<UInt128>(Gone.ToArray()));
        foreach (var identifier in Wanted) Write(stream, identifier);
        foreach (var sighting in Sightings)
        {
            Write(stream, sighting.A);
            Write(stream, sighting.B);
            stream.Write(MemoryMarshal.AsBytes([sighting.Time]));
            stream.Write(MemoryMarshal.AsBytes([sighting.Line]));
        }

        return stream.ToArray();
    }

    public static NightEvidence Read(ReadOnlySpan<byte> file)
    {
        var counts = MemoryMarshal.Cast<byte, int>(file[..12]);
        file = file[12..];
        var gone = MemoryMarshal.Cast<byte, UInt128>(file[..(16 * counts[0])]).ToArray();
        file = file[(16 * counts[0])..];
        var wanted = new Identifier[counts[1]];
        for (var place = 0; place < wanted.Length; place++) wanted[place] = ReadIdentifier(ref file);
        var sightings = new PairSighting[counts[2]];
        for (var place = 0; place < sightings.Length; place++)
        {
            sightings[place] = new(ReadIdentifier(ref file), ReadIdentifier(ref file), MemoryMarshal.Read<long>(file), MemoryMarshal.Read<UInt128>(file[8..]));
            file = file[24..];
        }

        return new(gone, wanted, sightings);
    }

    private static void Write(Stream stream, Identifier identifier)
    {
        stream.WriteByte((byte)identifier.Type);
        stream.Write(MemoryMarshal.AsBytes([identifier.Key]));
    }

    private static Identifier ReadIdentifier(ref ReadOnlySpan<byte> file)
    {
        var read = new Identifier((IdentifierType)file[0], MemoryMarshal.Read<UInt128>(file[1..]));
        file = file[Width..];
        return read;
    }
}
