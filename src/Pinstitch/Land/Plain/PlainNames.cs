using System.Buffers.Binary;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>
/// The contract's fields by the first eight bytes and the length of their names. The table's multiplier is one under which
/// no two fields meet, so a name is compared with one field at most.
/// </summary>
internal static class PlainNames
{
    /// <summary>Bytes that are looked at first.</summary>
    private const int Head = sizeof(ulong);

    private const int TableBits = 12;

    private static readonly ulong[] Heads = [.. Enumerable.Range(0, ContractFields.Count).Select(field => HeadOf((ContractField)field))];

    private static readonly int[] Lengths = [.. Enumerable.Range(0, ContractFields.Count).Select(field => ContractFields.Utf8NameOf((ContractField)field).Length)];

    private static readonly ulong Multiplier = Choose();

    /// <summary>At each place the number of the field plus one; 0 for none.</summary>
    private static readonly byte[] Table = Fill(Multiplier)!;

    /// <summary>The field of a name that begins at a place.</summary>
    /// <param name="owner">The object it stands in.</param>
    /// <param name="body">The event.</param>
    /// <param name="start">Where the name begins.</param>
    /// <param name="length">Its bytes.</param>
    /// <returns>Null for a name that the contract does not know, and so near to the event's end that it cannot be told.</returns>
    public static ContractField? Find(ContractObject owner, ReadOnlySpan<byte> body, int start, int length)
    {
        if (length == 0 || body.Length - start < Head) return null;
        var name = body[start..];
        var head = BinaryPrimitives.ReadUInt64LittleEndian(name) & Mask(length);
        var field = Table[Place(owner, head, length, Multiplier)] - 1;
        if (field < 0 || Heads[field] != head || Lengths[field] != length || ContractFields.OwnerOf((ContractField)field) != owner) return null;
        return length <= Head || name[Head..length].SequenceEqual(ContractFields.Utf8NameOf((ContractField)field)[Head..]) ? (ContractField)field : null;
    }

    private static ulong Mask(int length) => length >= Head ? ulong.MaxValue : (1UL << (length * 8)) - 1;

    private static int Place(ContractObject owner, ulong head, int length, ulong multiplier) =>
        (int)((head + ((ulong)owner << 40) + ((ulong)length << 48)) * multiplier >> (64 - TableBits));

    private static ulong HeadOf(ContractField field)
    {
        Span<byte> head = stackalloc byte[Head];
        head.Clear();
        var name = ContractFields.Utf8NameOf(field);
        name[..Math.Min(name.Length, Head)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64LittleEndian(head);
    }

    private static ulong Choose()
    {
        var multiplier = 0x9E3779B97F4A7C15;
        while (Fill(multiplier) is null) multiplier += 0xBF58476D1CE4E5B8;
        return multiplier;
    }

    /// <summary>Null where two fields meet.</summary>
    private static byte[]? Fill(ulong multiplier)
    {
        var table = new byte[1 << TableBits];
        for (var field = 0; field < ContractFields.Count; field++)
        {
            ref var place = ref table[Place(ContractFields.OwnerOf((ContractField)field), Heads[field], Lengths[field], multiplier)];
            if (place != 0) return null;
            place = (byte)(field + 1);
        }

        return table;
    }
}
