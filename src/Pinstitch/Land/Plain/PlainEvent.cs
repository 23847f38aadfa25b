using System.Text;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>
/// Reads an event in its usual form and writes its landed line in one go, without making anything of it in between. What
/// is not in that form, or breaks a rule, is declined: <see cref="EventReader"/> says what it is.
/// </summary>
/// <param name="reader">Says what the rules are.</param>
/// <param name="line">Gets the line.</param>
/// <param name="holes">Gets what is to be hashed.</param>
internal sealed class PlainEvent(EventReader reader, LineBuffer line, PlainHoles holes)
{
    /// <summary>Most bytes of a line besides those of its event.</summary>
    private const int LineRoom = 4096;

    /// <summary>Fields that only the general reader takes.</summary>
    private static readonly FieldMask Others = FieldMask.Of(
    [
        ContractField.PlacedAt, ContractField.Contents, ContractField.Order,
        .. Enum.GetValues<ContractField>().Where(field => ContractFields.OwnerOf(field) == ContractObject.User
            && field is not (ContractField.Email or ContractField.EmailHash or ContractField.CustomerId or ContractField.CrmId or ContractField.AnonymousId or ContractField.DeviceId)),
    ]);

    private readonly PlainBits bits = new();
    private readonly EventToken[] tokens = new EventToken[ContractFields.Count];
    private readonly PlainOrigin shop = new();
    private readonly PlainOrigin referrer = new();
    private readonly PlainClicks clicks = new();
    private readonly PlainPerson person = new(holes);
    private readonly byte[] currency = Encoding.ASCII.GetBytes(reader.Currency);
    private readonly int digits = Currencies.MinorDigits(reader.Currency) ?? 0;

    /// <summary>Writes the line of an event, without its end. False when the event is declined; what was written then is to be cut off.</summary>
    /// <param name="partition">The hub's partition.</param>
    /// <param name="sequence">Sequence number in it.</param>
    /// <param name="body">The event.</param>
    /// <param name="now">Ticks of UTC.</param>
    public bool Write(int partition, long sequence, ReadOnlySpan<byte> body, long now)
    {
        if (!PlainScan.Read(body, bits, tokens, out var present) || present.Overlaps(Others)) return false;
        var form = new PlainForm(body, bits, tokens, present);
        line.Ensure(body.Length + LineRoom);
        line.Add("{"u8);
        if (partition != 0) AddNumber("\"partition\":"u8, partition);
        if (sequence != 0) AddNumber("\"sequence\":"u8, sequence);
        if (!form.Text(ContractField.Contract, 8, out var contract) || !(contract.IsEmpty || (form.IsNumber(ContractField.Contract) && contract.SequenceEqual("1"u8)))) return false;
        if (!form.Text(ContractField.EventId, 128, out var id) || id.IsEmpty || !form.IsId(id)) return false;
        line.AddText("\"event\":{\"event_id\":\""u8, id);
        if (!PlainTraits.Name(form, out var name) || !PlainTraits.Time(form, now, out var happened) || !PlainTraits.Source(form, name, out var source)) return false;
        line.AddText(",\"name\":\""u8, name);
        line.Add(",\"time\":\""u8);
        line.AddTime(happened);
        line.AddText("\",\"source\":\""u8, source);
        return Write(body, form, name, source);
    }

    private bool Write(ReadOnlySpan<byte> body, in PlainForm form, ReadOnlySpan<byte> name, ReadOnlySpan<byte> source)
    {
        var page = default(PlainPage);
        var client = default(PlainClient);
        if (!clicks.Read(form) || !page.Read(body, form, clicks, shop, referrer) || !client.Read(form) || !PlainConsent.Read(form, out var consent)) return false;
        if (!form.Text(ContractField.OrderId, 64, out var orderId) || !form.IsId(orderId) || (orderId.IsEmpty && PlainTraits.NeedsOrder(name))) return false;
        line.Add(",\"identifiers\":["u8);
        if (!person.WriteIdentifiers(body, form, clicks, orderId, line)) return false;
        line.Add((byte)']');
        page.Write(line);
        if (!WriteMoney(form, name)) return false;
        line.AddText(",\"order_id\":\""u8, orderId);
        if (!form.Text(ContractField.Stage, 64, out var stage) || !form.IsClean(stage) || (stage.IsEmpty && name.SequenceEqual("lead_stage"u8))) return false;
        line.AddText(",\"stage\":\""u8, stage);
        consent.Write(line);
        if (!form.Flag(ContractField.Test, out var test)) return false;
        if (test == true) line.AddFlag(",\"is_test\":"u8, true);
        if (!WriteTraffic(form, client, source)) return false;
        if (!PlainTraits.Count(form, ContractField.NumItems, out var items)) return false;
        if (!items.IsEmpty) line.Add(",\"num_items\":"u8);
        line.Add(items);
        if (!form.Text(ContractField.Search, 512, out var search) || !form.IsClean(search)) return false;
        line.AddText(",\"search\":\""u8, search);
        if (!PlainCampaign.Write(form, line)) return false;
        if (consent.Advertise != false)
        {
            clicks.Write(body, line);
            person.WriteMatch(line);
        }

        if (consent.Advertise == true) client.Write(line);
        line.Add("}}"u8);
        return true;
    }

    private bool WriteMoney(in PlainForm form, ReadOnlySpan<byte> name)
    {
        if (!form.Amount(ContractField.Value, digits, out var value) || !form.Text(ContractField.Currency, 3, out var code)) return false;
        if (!code.IsEmpty && !code.SequenceEqual(currency)) return false;
        if (value is null ? PlainTraits.NeedsValue(name) : code.IsEmpty) return false;
        if (value is { } amount)
        {
            line.Add(",\"value\":"u8);
            line.Add(amount);
        }

        line.AddText(",\"currency\":\""u8, code);
        return true;
    }

    private bool WriteTraffic(in PlainForm form, in PlainClient client, ReadOnlySpan<byte> source)
    {
        if (!form.Text(ContractField.Traffic, 64, out var told)) return false;
        if (told.IsEmpty && !source.SequenceEqual("shop"u8) && !source.SequenceEqual("crm"u8) && client.Classify(reader.Traffic) is { } kind)
        {
            line.Add(",\"traffic\":\""u8);
            foreach (var letter in kind) line.Add((byte)letter);
            line.Add((byte)'"');
        }

        line.AddText(",\"traffic\":\""u8, told);
        return true;
    }

    private void AddNumber(ReadOnlySpan<byte> opening, long number)
    {
        line.Add(opening);
        line.Add(number);
        line.Add((byte)',');
    }
}
