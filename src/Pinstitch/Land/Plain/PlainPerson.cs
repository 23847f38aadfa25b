using System.Numerics;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>Who a plain event is about.</summary>
/// <param name="holes">Gets what is to be hashed.</param>
internal sealed class PlainPerson(PlainHoles holes)
{
    private const int LongestId = 128;

    private static readonly (ContractField Field, IdentifierType Type)[] OwnIds =
    [
        (ContractField.CustomerId, IdentifierType.CustomerId),
        (ContractField.CrmId, IdentifierType.CrmId),
        (ContractField.AnonymousId, IdentifierType.AnonymousId),
        (ContractField.DeviceId, IdentifierType.DeviceId),
    ];

    /// <summary>The click id that is an identifier of a type; -1 for other types.</summary>
    private static readonly int[] ClickPlaces = [.. Enum.GetValues<IdentifierType>().Select(type => Enumerable.Range(0, ClickNames.Count).FirstOrDefault(place => ClickNames.At(place).Type == type, -1))];

    private readonly byte[] email = new byte[254];
    private readonly byte[] google = new byte[254];
    private int emailLength;
    private int googleLength;
    private bool isHashed;
    private int hash;
    private int googleHash;

    /// <summary>Writes the list of identifiers: each type at most once, so in the types' order they are sorted.</summary>
    public bool WriteIdentifiers(ReadOnlySpan<byte> body, in PlainForm form, PlainClicks clicks, ReadOnlySpan<byte> orderId, LineBuffer line)
    {
        if (!ReadEmail(form)) return false;
        var opening = "\""u8;
        for (var left = TypesOf(form, clicks, orderId); left != 0; left &= left - 1)
        {
            var type = (IdentifierType)BitOperations.TrailingZeroCount(left);
            var value = default(ReadOnlySpan<byte>);
            if (type == IdentifierType.OrderId) value = orderId;
            else if (type == IdentifierType.Email) value = email.AsSpan(0, emailLength);
            else if (ClickPlaces[(int)type] is var place and >= 0) value = clicks.Id(body, place);
            else if (!ReadOwn(form, type, out value)) return false;
            if (value.IsEmpty) continue;
            line.Add(opening);
            line.Add(type.Utf8Name());
            line.Add((byte)':');
            var hole = line.AddHole(PlainHoles.PseudonymLength);
            line.Add((byte)'"');
            opening = ",\""u8;
            if (type != IdentifierType.Email || isHashed) holes.Add(type, value, hole);
            else AddEmail(hole);
        }

        return opening.Length > 1;
    }

    /// <summary>Writes the hashes for the platforms.</summary>
    public void WriteMatch(LineBuffer line)
    {
        if (emailLength == 0) return;
        line.Add(",\"match\":{\"email\":\""u8);
        if (isHashed) line.Add(email.AsSpan(0, emailLength));
        else holes.Show(hash, line.AddHole(PlainEmail.HashLength));
        line.Add((byte)'"');
        if (!isHashed && googleHash >= 0)
        {
            line.Add(",\"email@google\":\""u8);
            holes.Show(googleHash, line.AddHole(PlainEmail.HashLength));
            line.Add((byte)'"');
        }

        line.Add((byte)'}');
    }

    /// <summary>The types that the event may have identifiers of, one bit each.</summary>
    private uint TypesOf(in PlainForm form, PlainClicks clicks, ReadOnlySpan<byte> orderId)
    {
        var types = clicks.Types;
        foreach (var (field, type) in OwnIds)
        {
            if (form.Has(field)) types |= 1U << (int)type;
        }

        if (emailLength > 0) types |= 1U << (int)IdentifierType.Email;
        if (!orderId.IsEmpty) types |= 1U << (int)IdentifierType.OrderId;
        return types;
    }

    private bool ReadEmail(in PlainForm form)
    {
        emailLength = 0;
        if (!form.Text(ContractField.Email, email.Length, out var clear) || !form.Text(ContractField.EmailHash, LongestId, out var hashed)) return false;
        if (clear.IsEmpty && hashed.IsEmpty) return true;
        isHashed = clear.IsEmpty;
        emailLength = Math.Max(clear.Length, hashed.Length);
        // Which of the two would count is for the general reader to say.
        if (!clear.IsEmpty && !hashed.IsEmpty) return false;
        if (!isHashed)
        {
            var address = email.AsSpan(0, emailLength);
            if (!PlainEmail.Normalise(clear, address)) return false;
            address.CopyTo(google);
            googleLength = PlainEmail.Google(google.AsSpan(0, emailLength));
            return googleLength > 0;
        }

        hashed.CopyTo(email);
        return PlainEmail.IsHash(hashed);
    }

    private void AddEmail(int pseudonym)
    {
        hash = holes.AddEmail(email.AsSpan(0, emailLength), pseudonym);
        googleHash = googleLength == emailLength ? -1 : holes.AddEmail(google.AsSpan(0, googleLength), null);
    }

    private static bool ReadOwn(scoped in PlainForm form, IdentifierType type, out ReadOnlySpan<byte> value)
    {
        value = default;
        foreach (var (field, own) in OwnIds)
        {
            if (own != type || !form.Has(field)) continue;
            return form.Text(field, LongestId, out value) && (value.IsEmpty || (form.IsId(value) && !Placeholders.MayBe(value)));
        }

        return true;
    }
}
