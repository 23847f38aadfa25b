using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>The fields of a plain event that stand for themselves (<see cref="EventTraits"/>).</summary>
internal static class PlainTraits
{
    public static bool Name(in PlainForm form, out ReadOnlySpan<byte> name)
    {
        if (!form.Text(ContractField.EventName, 64, out name) || name.IsEmpty) return false;
        return name.StartsWith("custom:"u8) ? name.Length > "custom:"u8.Length && form.IsId(name) : EventNames.Find(name) is not null;
    }

    /// <summary>When it happened, in ticks of UTC; declined where a clock is wrong.</summary>
    public static bool Time(in PlainForm form, long now, out long ticks)
    {
        ticks = 0;
        if (!form.Time(ContractField.EventTime, out var happened) || !form.Time(ContractField.SentAt, out var sent) || !form.Time(ContractField.ReceivedAt, out var received)) return false;
        if (happened is not { } told || (received - sent is { } difference && Math.Abs(difference) > EventReader.FutureTolerance.Ticks)) return false;
        ticks = told;
        return told <= now + EventReader.FutureTolerance.Ticks && told >= now - EventReader.MostAge.Ticks;
    }

    /// <summary>Who says so; declined where the door is one that such a word is not taken from.</summary>
    public static bool Source(in PlainForm form, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> source)
    {
        if (!form.Text(ContractField.Source, 16, out source) || !form.Text(ContractField.DoorName, 16, out var door)) return false;
        var isBrowsers = door.SequenceEqual("browser"u8);
        if (source.IsEmpty) source = isBrowsers ? "browser"u8 : "server"u8;
        if (isBrowsers && (NeedsOrder(name) || name.SequenceEqual("lead_stage"u8))) return false;
        return source.SequenceEqual("browser"u8) || source.SequenceEqual("server"u8) || (!isBrowsers && (source.SequenceEqual("shop"u8) || source.SequenceEqual("crm"u8)));
    }

    public static bool NeedsOrder(ReadOnlySpan<byte> name) => name.SequenceEqual("order"u8) || name.SequenceEqual("refund"u8);

    public static bool NeedsValue(ReadOnlySpan<byte> name) => NeedsOrder(name) || name.SequenceEqual("checkout"u8);

    /// <summary>A whole number from 0 to 999,999, as its digits; empty when it is absent.</summary>
    public static bool Count(in PlainForm form, ContractField field, out ReadOnlySpan<byte> digits) =>
        form.Text(field, 6, out digits) && (digits.IsEmpty ? !form.Has(field) : form.IsNumber(field) && digits.Length <= 6 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'));
}
