using System.Buffers.Text;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>An identifier of the generated world in eight bytes: type, whose it is, and which of several.</summary>
internal readonly record struct WorldIdentifier(ulong Packed)
{
    private const int OwnerBits = 40;
    private const int IndexBits = 18;
    private static readonly byte[][] Names = [.. Enum.GetValues<IdentifierType>().Select(type => Encoding.ASCII.GetBytes(type.Name() + ':'))];

    public WorldIdentifier(IdentifierType type, long owner, int index, bool isShared = false)
        : this(((ulong)type << (OwnerBits + IndexBits + 1)) | (isShared ? 1UL << (OwnerBits + IndexBits) : 0) | ((ulong)index << OwnerBits) | (ulong)owner)
    {
    }

    public IdentifierType Type => (IdentifierType)(Packed >> (OwnerBits + IndexBits + 1));

    /// <summary>Whose it is; -1 for one that several people, or nobody, can be told by.</summary>
    public long Owner => (Packed & (1UL << (OwnerBits + IndexBits))) != 0 ? -1 : (long)(Packed & ((1UL << OwnerBits) - 1));

    /// <summary>Writes <c>type:value</c>, the value as long as real ones are.</summary>
    public int Write(ulong seed, Span<byte> text)
    {
        var name = Names[(int)Type];
        name.CopyTo(text);
        var length = name.Length;
        var state = Mix(Packed ^ Mix(seed));
        if (Type is IdentifierType.CustomerId or IdentifierType.OrderId or IdentifierType.CrmId)
        {
            Utf8Formatter.TryFormat(1_000_000_000_000 + (state % 8_000_000_000_000), text[length..], out var digits);
            return length + digits;
        }

        // A hashed mail address or phone has 64 digits, a browser's cookie 32, a click id about 48.
        var words = Type is IdentifierType.Email or IdentifierType.Phone ? 4 : Type is IdentifierType.AnonymousId or IdentifierType.DeviceId ? 2 : 3;
        for (var word = 0; word < words; word++)
        {
            Utf8Formatter.TryFormat(state, text[length..], out var digits, new('x', 16));
            length += digits;
            state = Mix(state + 0x9E3779B97F4A7C15);
        }

        return length;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
