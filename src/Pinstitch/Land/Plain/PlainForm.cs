using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>
/// The fields of a plain event, read as the contract says they are. Every reading tells whether the value is in its usual
/// form; where it is not, the event is declined.
/// </summary>
internal readonly ref struct PlainForm(ReadOnlySpan<byte> body, PlainBits bits, ReadOnlySpan<EventToken> tokens, FieldMask present)
{
    private readonly ReadOnlySpan<byte> body = body;
    private readonly PlainBits bits = bits;
    private readonly ReadOnlySpan<EventToken> tokens = tokens;
    private readonly FieldMask present = present;

    public bool Has(ContractField field) => present[field];

    /// <summary>A value's bytes as they stand in the event.</summary>
    public ReadOnlySpan<byte> Raw(ContractField field) => body.Slice(tokens[(int)field].Start, tokens[(int)field].Length);

    /// <summary>Where a value begins in the event.</summary>
    public int Start(ContractField field) => tokens[(int)field].Start;

    /// <summary>Whether <see cref="TextScrub.Id"/> surely leaves a part of the event.</summary>
    public bool IsId(ReadOnlySpan<byte> text) => PlainText.IsId(text, bits, StartOf(text));

    /// <summary>Whether <see cref="TextScrub.All"/> surely leaves a part of the event.</summary>
    public bool IsClean(ReadOnlySpan<byte> text) => PlainText.IsClean(text, bits, StartOf(text));

    public bool IsNumber(ContractField field) => tokens[(int)field].Kind == JsonTokenType.Number;

    /// <summary>A text without blanks around it, or a number as it is written; empty when it is absent.</summary>
    public bool Text(ContractField field, int most, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!present[field]) return true;
        text = Raw(field);
        var kind = tokens[(int)field].Kind;
        return kind == JsonTokenType.Number || (kind == JsonTokenType.String && text.Length <= most && (text.IsEmpty || (text[0] != ' ' && text[^1] != ' ')));
    }

    /// <summary>Null when it is absent.</summary>
    public bool Flag(ContractField field, out bool? flag)
    {
        flag = null;
        if (!present[field]) return true;
        var kind = tokens[(int)field].Kind;
        flag = kind == JsonTokenType.True;
        return kind is JsonTokenType.True or JsonTokenType.False;
    }

    /// <summary>A point in time in ticks of UTC; null when it is absent.</summary>
    public bool Time(ContractField field, out long? ticks)
    {
        ticks = null;
        if (!present[field]) return true;
        var text = Raw(field);
        var kind = tokens[(int)field].Kind;
        if (kind == JsonTokenType.String && text.Length is >= 20 and <= 40)
        {
            if (!Timestamp.Read(text, out var read)) return false;
            ticks = read;
        }
        else if (kind == JsonTokenType.Number && Utf8Parser.TryParse(text, out long seconds, out var digits) && digits == text.Length && seconds is > 0 and < 100_000_000_000)
        {
            ticks = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcTicks;
        }

        return ticks is not null;
    }

    /// <summary>An amount in minor units, of a number or text with no more digits behind the point than the currency has; null when it is absent.</summary>
    public bool Amount(ContractField field, int digits, out long? minor)
    {
        minor = null;
        if (!present[field]) return true;
        var kind = tokens[(int)field].Kind;
        if (kind is not (JsonTokenType.Number or JsonTokenType.String)) return false;
        var text = Raw(field);
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length is 0 or > 12 || fraction.Length > digits || (point >= 0 && fraction.IsEmpty)) return false;
        var amount = 0L;
        foreach (var digit in whole)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            amount = (amount * 10) + digit - '0';
        }

        for (var place = 0; place < digits; place++)
        {
            var digit = place < fraction.Length ? fraction[place] : (byte)'0';
            if (!char.IsAsciiDigit((char)digit)) return false;
            amount = (amount * 10) + digit - '0';
        }

        minor = amount;
        return true;
    }

    private int StartOf(ReadOnlySpan<byte> text) => text.IsEmpty ? 0 : (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(body), ref MemoryMarshal.GetReference(text));
}
