using System.Text.Json;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>
/// Finds the contract's fields in plain JSON: printable ASCII, no escapes, known fields each once, no list, no exponent.
/// What is anything else is declined, and read by <see cref="EventScan"/>.
/// </summary>
internal ref struct PlainScan(ReadOnlySpan<byte> body, PlainBits bits, Span<EventToken> tokens)
{
    private readonly ReadOnlySpan<byte> body = body;
    private readonly PlainBits bits = bits;
    private readonly Span<EventToken> tokens = tokens;
    private FieldMask seen;
    private FieldMask present;
    private int place;

    /// <summary>The fields whose tokens were written: those that are there and not null. False when the body is declined.</summary>
    public static bool Read(ReadOnlySpan<byte> body, PlainBits bits, Span<EventToken> tokens, out FieldMask present)
    {
        present = default;
        if (!bits.Read(body)) return false;
        var scan = new PlainScan(body, bits, tokens);
        if (!scan.ReadObject(ContractObject.Event)) return false;
        scan.SkipBlanks();
        present = scan.present;
        return scan.place == body.Length;
    }

    private bool ReadObject(ContractObject owner)
    {
        if (!Take((byte)'{')) return false;
        if (Take((byte)'}')) return true;
        do
        {
            if (!ReadText(out var start, out var length) || !Take((byte)':')) return false;
            if (PlainNames.Find(owner, body, start, length) is not { } field || seen[field]) return false;
            seen.Add(field);
            if (!ReadValue(field)) return false;
        }
        while (Take((byte)','));
        return Take((byte)'}');
    }

    private bool ReadValue(ContractField field)
    {
        SkipBlanks();
        if (place >= body.Length) return false;
        var (first, inner) = (body[place], ContractFields.ObjectIn(field));
        if (first == 'n') return ReadWord("null"u8);
        present.Add(field);
        var (start, length, kind) = (place, 0, JsonTokenType.Number);
        if (inner is { } item)
        {
            kind = JsonTokenType.StartObject;
            if (!ReadObject(item)) return false;
        }
        else if (first == '"')
        {
            kind = JsonTokenType.String;
            if (!ReadText(out start, out length)) return false;
        }
        else if (first is (byte)'t' or (byte)'f')
        {
            kind = first == 't' ? JsonTokenType.True : JsonTokenType.False;
            if (!ReadWord(first == 't' ? "true"u8 : "false"u8)) return false;
        }
        else if (!ReadNumber(out length))
        {
            return false;
        }

        tokens[(int)field] = new(start, length, kind, false);
        return true;
    }

    private bool ReadText(out int start, out int length)
    {
        start = length = 0;
        if (!Take((byte)'"')) return false;
        var end = bits.NextQuote(place);
        if (end < 0) return false;
        (start, length, place) = (place, end - place, end + 1);
        return true;
    }

    /// <summary>Digits without leading zeros, perhaps with a minus sign and a fraction.</summary>
    private bool ReadNumber(out int length)
    {
        var start = place;
        if (body[place] == '-') place++;
        var whole = SkipDigits();
        length = place - start;
        if (whole == 0 || (whole > 1 && body[place - whole] == '0')) return false;
        if (place < body.Length && body[place] == '.')
        {
            place++;
            if (SkipDigits() == 0) return false;
        }

        length = place - start;
        return true;
    }

    private int SkipDigits()
    {
        var start = place;
        while (place < body.Length && char.IsAsciiDigit((char)body[place])) place++;
        return place - start;
    }

    private bool ReadWord(ReadOnlySpan<byte> word)
    {
        if (!body[place..].StartsWith(word)) return false;
        place += word.Length;
        return true;
    }

    private bool Take(byte letter)
    {
        SkipBlanks();
        if (place >= body.Length || body[place] != letter) return false;
        place++;
        return true;
    }

    private void SkipBlanks()
    {
        while (place < body.Length && body[place] == ' ') place++;
    }
}
