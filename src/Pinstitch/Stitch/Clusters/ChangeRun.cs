using System.Buffers.Binary;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Files of changes: 51 bytes for each identifier, sorted. Type, key, person before, person after, guard rail (255 for none), and whether it is new and alone.
/// Whoever keeps something by person makes the journeys of all persons in them again, and of no other.
/// </summary>
public static class ChangeRun
{
    private const int Size = 51;
    private const byte NoGuard = 255;

    /// <param name="changes">Sorted by identifier, each once.</param>
    public static byte[] Write(IReadOnlyList<PersonChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var content = new byte[Size * changes.Count];
        for (var place = 0; place < changes.Count; place++)
        {
            var record = content.AsSpan(Size * place, Size);
            var change = changes[place];
            record[0] = (byte)change.Identifier.Type;
            BinaryPrimitives.WriteUInt128BigEndian(record[1..], change.Identifier.Key);
            BinaryPrimitives.WriteUInt128BigEndian(record[17..], change.Before);
            BinaryPrimitives.WriteUInt128BigEndian(record[33..], change.After);
            record[49] = change.Guard is { } guard ? (byte)guard : NoGuard;
            record[50] = (byte)((change.IsNew ? 1 : 0) | (change.IsAlone ? 2 : 0));
        }

        return content;
    }

    public static IEnumerable<PersonChange> Read(ReadOnlyMemory<byte> file)
    {
        for (; !file.IsEmpty; file = file[Size..]) yield return Record(file.Span);
    }

    /// <summary>Follows which identifiers are shared.</summary>
    /// <param name="file">Changes, after those that were followed before.</param>
    /// <param name="shared">Keys of those that are; changed.</param>
    public static void FollowShared(ReadOnlySpan<byte> file, ISet<UInt128> shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        for (; !file.IsEmpty; file = file[Size..])
        {
            if (file[49] == (byte)Guard.SharedIdentifier) shared.Add(BinaryPrimitives.ReadUInt128BigEndian(file[1..]));
            else if (shared.Count > 0) shared.Remove(BinaryPrimitives.ReadUInt128BigEndian(file[1..]));
        }
    }

    /// <summary>Many nights' changes as one: for each identifier the latest, as if it had been unknown before.</summary>
    /// <param name="files">Oldest first, each sorted.</param>
    public static byte[] Join(IEnumerable<ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var runs = files.Select(file => (IReadOnlyList<PersonChange>)[.. Read(file)]).ToList();
        return Write([.. SortedRuns.Merge(runs, change => change.Identifier).Select(change => change with { Before = PersonIds.Of(change.Identifier), IsNew = true })]);
    }

    private static PersonChange Record(ReadOnlySpan<byte> record) => new(
        new((IdentifierType)record[0], BinaryPrimitives.ReadUInt128BigEndian(record[1..])),
        BinaryPrimitives.ReadUInt128BigEndian(record[17..]),
        BinaryPrimitives.ReadUInt128BigEndian(record[33..]),
        record[49] == NoGuard ? null : (Guard)record[49],
        (record[50] & 1) != 0,
        (record[50] & 2) != 0);
}
