using System.Buffers;
using System.Numerics;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>The click ids of a plain event, each at its name's place: where it stands in the event's bytes, and when it was seen.</summary>
internal sealed class PlainClicks
{
    private const int Longest = 512;

    /// <summary>What no click id has in it (<see cref="ClickNames.IsSound"/>).</summary>
    private static readonly SearchValues<byte> Unsound = SearchValues.Create(" {}<>\"@("u8);

    private static readonly int[] Places = [.. Enumerable.Range((int)ContractField.Epik, ContractField.RdtCid - ContractField.Epik + 1).Select(field => ClickNames.Of((ContractField)field).Place)];

    private static readonly int[] ByName = [.. Enumerable.Range(0, ClickNames.Count).OrderBy(place => ClickNames.At(place).Name, StringComparer.Ordinal)];

    /// <summary>At each place the bit of the ids' type; none for ids that tell nobody apart.</summary>
    private static readonly uint[] TypeBits = [.. Enumerable.Range(0, ClickNames.Count).Select(place => ClickNames.At(place).Type is { } type ? 1U << (int)type : 0)];

    private readonly (int Start, int Length, long? Time)[] found = new (int, int, long?)[ClickNames.Count];

    /// <summary>The places that are taken, one bit each.</summary>
    private uint taken;

    /// <summary>The types of identifiers that the ids are of, one bit each.</summary>
    public uint Types
    {
        get
        {
            var types = 0U;
            for (var left = taken; left != 0; left &= left - 1) types |= TypeBits[BitOperations.TrailingZeroCount(left)];
            return types;
        }
    }

    /// <summary>Takes the ids that the sender had kept.</summary>
    public bool Read(in PlainForm form)
    {
        taken = 0;
        if (!form.Has(ContractField.ClickIds)) return true;
        if (!form.Time(ContractField.ClickedAt, out var seen)) return false;
        for (var field = ContractField.Epik; field <= ContractField.RdtCid; field++)
        {
            if (!form.Has(field)) continue;
            if (!form.Text(field, Longest, out var id)) return false;
            if (id.IsEmpty) continue;
            var place = Places[field - ContractField.Epik];
            // Meta's click cookie has an id within the id.
            if (field == ContractField.Fbc || (field == ContractField.Fbp && !IsMetaCookie(id)) || !IsSound(id, form)) return false;
            found[place] = (form.Start(field), id.Length, field is ContractField.Fbp or ContractField.Ttp ? null : seen);
            taken |= 1U << place;
        }

        return true;
    }

    /// <summary>Takes an id that the page's address has; it is newer than one that was kept, but the same id keeps its time.</summary>
    public void Replace(ReadOnlySpan<byte> body, int place, int start, int length)
    {
        var kept = found[place];
        if ((taken & (1U << place)) != 0 && body.Slice(kept.Start, kept.Length).SequenceEqual(body.Slice(start, length))) return;
        found[place] = (start, length, null);
        taken |= 1U << place;
    }

    /// <summary>The id at a place; empty for none.</summary>
    public ReadOnlySpan<byte> Id(ReadOnlySpan<byte> body, int place) => (taken & (1U << place)) == 0 ? default : body.Slice(found[place].Start, found[place].Length);

    /// <summary>Whether the id surely is one.</summary>
    public static bool IsSound(ReadOnlySpan<byte> id, in PlainForm form) =>
        id.Length is > 0 and <= Longest && id.IndexOfAny(Unsound) < 0 && form.IsId(id) && !Placeholders.MayBe(id);

    public void Write(ReadOnlySpan<byte> body, LineBuffer line)
    {
        if (taken == 0) return;
        var opening = ",\"clicks\":[{\"name\":\""u8;
        foreach (var place in ByName)
        {
            if ((taken & (1U << place)) == 0) continue;
            line.Add(opening);
            line.Add(ClickNames.Utf8Name(place));
            line.Add("\",\"id\":\""u8);
            line.Add(Id(body, place));
            line.Add((byte)'"');
            if (found[place].Time is { } time)
            {
                line.Add(",\"time\":\""u8);
                line.AddTime(time);
                line.Add((byte)'"');
            }

            line.Add((byte)'}');
            opening = ",{\"name\":\""u8;
        }

        line.Add((byte)']');
    }

    /// <summary><c>fb.1.1700000000000.1234567890</c></summary>
    private static bool IsMetaCookie(ReadOnlySpan<byte> id)
    {
        if (id.Length < 16 || !id.StartsWith("fb."u8) || !char.IsAsciiDigit((char)id[3]) || id[4] != '.') return false;
        var time = id[5..].IndexOf((byte)'.');
        return time is >= 10 and <= 14 && id.Length > 6 + time && !id.Slice(5, time).ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
