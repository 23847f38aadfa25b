using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Statistics as bytes: numbers in as many bytes of seven bits as they need, rows by the step from each to the next. Equal
/// statistics give equal bytes.
/// </summary>
public static class PathStatisticsFile
{
    private const long Mark = 0x0100_4850_5450; // "PTPH", version 1
    private const int HeaderLength = 12;
    private const int LongestNumber = 10;

    public static byte[] Write(IReadOnlyList<PathStatisticsRows> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        bytes.Advance(HeaderLength);
        Write(bytes, [levels.Count]);
        foreach (var level in levels) Write(bytes, level);
        var written = bytes.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(written, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(written.AsSpan(8), written.Length);
        return written;
    }

    /// <summary>Reads what <see cref="Write(IReadOnlyList{PathStatisticsRows})"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is none of this version, or not the whole of it.</exception>
    public static IReadOnlyList<PathStatisticsRows> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || BinaryPrimitives.ReadInt64LittleEndian(bytes) != Mark || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != bytes.Length)
            throw new InvalidDataException("These are no path statistics of this version.");
        var rest = bytes[HeaderLength..];
        var levels = new PathStatisticsRows[Number(ref rest)];
        for (var level = 0; level < levels.Length; level++) levels[level] = Level(ref rest);
        return levels;
    }

    private static void Write(ArrayBufferWriter<byte> bytes, PathStatisticsRows level)
    {
        Write(bytes, level.Level);
        Write(bytes, [level.Members.Count, level.Replicates.Count]);
        foreach (var member in level.Members) Write(bytes, member);
        foreach (var assists in level.Assists) Write(bytes, [assists.Participations, assists.ParticipatedValue, assists.Assisted, assists.AssistedValue, assists.Last]);
        Write(bytes, level.Transitions);
        WriteRows(bytes, level.Shapley, 3);
        foreach (var replicate in level.Replicates)
        {
            Write(bytes, replicate.Transitions);
            WriteRows(bytes, replicate.Shapley, 3);
        }
    }

    private static PathStatisticsRows Level(ref ReadOnlySpan<byte> rest)
    {
        var name = Text(ref rest);
        var (members, replicates) = (new string[Number(ref rest)], new ReplicateRows[Number(ref rest)]);
        for (var member = 0; member < members.Length; member++) members[member] = Text(ref rest);
        var assists = new Assists[members.Length];
        for (var member = 0; member < members.Length; member++) assists[member] = new(Number(ref rest), Number(ref rest), Number(ref rest), Number(ref rest), Number(ref rest));
        var (transitions, shapley) = (Transitions(ref rest), Rows(ref rest, 3));
        for (var replicate = 0; replicate < replicates.Length; replicate++) replicates[replicate] = new(Transitions(ref rest), Rows(ref rest, 3));
        return new(name, members, transitions, shapley, assists, replicates);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, TransitionRows rows)
    {
        Write(bytes, [rows.Order, rows.Conversions, rows.Nulls, rows.Value]);
        WriteRows(bytes, rows.Starts, 2);
        WriteRows(bytes, rows.Steps, 2);
        WriteRows(bytes, rows.Values, 2);
    }

    private static TransitionRows Transitions(ref ReadOnlySpan<byte> rest)
    {
        var (order, conversions, nulls, value) = ((int)Number(ref rest), Number(ref rest), Number(ref rest), Number(ref rest));
        return new(order, Rows(ref rest, 2), Rows(ref rest, 2), Rows(ref rest, 2), conversions, nulls, value);
    }

    private static void WriteRows(ArrayBufferWriter<byte> bytes, long[] rows, int width)
    {
        Write(bytes, [rows.Length]);
        var span = bytes.GetSpan(Math.Max(1, rows.Length * LongestNumber));
        var end = 0;
        var before = 0L;
        for (var row = 0; row < rows.Length; row += width)
        {
            end = Put(span, end, rows[row] - before);
            before = rows[row];
            for (var place = 1; place < width; place++) end = Put(span, end, rows[row + place]);
        }

        bytes.Advance(end);
    }

    private static long[] Rows(ref ReadOnlySpan<byte> rest, int width)
    {
        var rows = new long[Number(ref rest)];
        var before = 0L;
        for (var row = 0; row < rows.Length; row += width)
        {
            rows[row] = before += Number(ref rest);
            for (var place = 1; place < width; place++) rows[row + place] = Number(ref rest);
        }

        return rows;
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string text)
    {
        Write(bytes, [Encoding.UTF8.GetByteCount(text)]);
        Encoding.UTF8.GetBytes(text, bytes);
    }

    private static string Text(ref ReadOnlySpan<byte> rest)
    {
        var length = (int)Number(ref rest);
        var text = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return text;
    }

    private static void Write(ArrayBufferWriter<byte> bytes, ReadOnlySpan<long> numbers)
    {
        var span = bytes.GetSpan(numbers.Length * LongestNumber);
        var end = 0;
        foreach (var number in numbers) end = Put(span, end, number);
        bytes.Advance(end);
    }

    /// <summary>Small numbers of either sign take few bytes: the sign stands in the lowest bit.</summary>
    private static int Put(Span<byte> span, int end, long number)
    {
        var left = (ulong)((number << 1) ^ (number >> 63));
        for (; left > 0x7F; left >>= 7) span[end++] = (byte)(left | 0x80);
        span[end++] = (byte)left;
        return end;
    }

    private static long Number(ref ReadOnlySpan<byte> rest)
    {
        var (number, place, shift) = (0UL, 0, 0);
        for (; rest[place] > 0x7F; shift += 7) number |= (ulong)(rest[place++] & 0x7F) << shift;
        number |= (ulong)rest[place] << shift;
        rest = rest[(place + 1)..];
        return (long)(number >> 1) ^ -(long)(number & 1);
    }
}
