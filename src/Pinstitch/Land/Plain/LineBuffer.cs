using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Pinstitch.Land.Plain;

/// <summary>Bytes of lines on their way to storage. Whoever writes pieces asks for room first, once a line.</summary>
internal sealed class LineBuffer : IBufferWriter<byte>
{
    private byte[] bytes = new byte[256 * 1024];
    private DateTime day;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 256));
        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Makes room for as many bytes more.</summary>
    public void Ensure(int count)
    {
        if (bytes.Length - Length < count) System.Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
    }

    /// <summary>Forgets what stands behind a place.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Bytes that are there already, to be written over.</summary>
    public Span<byte> At(int place, int count) => bytes.AsSpan(place, count);

    /// <summary>Puts other bytes in the place of some that are there.</summary>
    public void Replace(int place, int count, ReadOnlySpan<byte> other)
    {
        Ensure(other.Length);
        bytes.AsSpan(place + count, Length - place - count).CopyTo(bytes.AsSpan(place + other.Length));
        other.CopyTo(bytes.AsSpan(place));
        Length += other.Length - count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Add(byte letter) => bytes[Length++] = letter;

    /// <summary>A text property, if there is a text: its beginning, the text, and the quotation mark.</summary>
    /// <param name="opening">Such as <c>,"name":"</c>.</param>
    /// <param name="text">Free of what JSON escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddText(ReadOnlySpan<byte> opening, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return;
        Add(opening);
        Add(text);
        Add((byte)'"');
    }

    /// <summary>A flag property, if it is told.</summary>
    public void AddFlag(ReadOnlySpan<byte> opening, bool? flag)
    {
        if (flag is not { } told) return;
        Add(opening);
        Add(told ? "true"u8 : "false"u8);
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, bytes.AsSpan(Length), out var count);
        Length += count;
    }

    /// <summary>Leaves a place that is filled later.</summary>
    /// <returns>Where it is.</returns>
    public int AddHole(int count)
    {
        Length += count;
        return Length - count;
    }

    /// <summary>A point in time in UTC, as <see cref="System.Text.Json.Utf8JsonWriter"/> writes it.</summary>
    public void AddTime(long ticks)
    {
        var place = bytes.AsSpan(Length, 33);
        var date = new DateTime(ticks - (ticks % TimeSpan.TicksPerDay));
        var rest = ticks % TimeSpan.TicksPerDay;
        if (date != day || dayText[0] == 0)
        {
            day = date;
            Digits(dayText, date.Year, 4);
            dayText[4] = dayText[7] = (byte)'-';
            Digits(dayText.AsSpan(5), date.Month, 2);
            Digits(dayText.AsSpan(8), date.Day, 2);
            dayText[10] = (byte)'T';
        }

        dayText.CopyTo(place);
        var seconds = (int)(rest / TimeSpan.TicksPerSecond);
        Digits(place[11..], seconds / 3600, 2);
        place[13] = (byte)':';
        Digits(place[14..], seconds / 60 % 60, 2);
        place[16] = (byte)':';
        Digits(place[17..], seconds % 60, 2);
        Length += 19;
        if (rest % TimeSpan.TicksPerSecond is not 0 and var fraction) AddFraction((int)fraction);
        Add("+00:00"u8);
    }

    private readonly byte[] dayText = new byte[11];

    private void AddFraction(int ticks)
    {
        var digits = 7;
        for (; ticks % 10 == 0; ticks /= 10) digits--;
        Add((byte)'.');
        Digits(bytes.AsSpan(Length), ticks, digits);
        Length += digits;
    }

    private static void Digits(Span<byte> place, int number, int count)
    {
        for (var digit = count - 1; digit >= 0; digit--, number /= 10) place[digit] = (byte)('0' + (number % 10));
    }
}
