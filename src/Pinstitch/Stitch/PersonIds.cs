using System.Buffers.Binary;
using System.IO.Hashing;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Ids of persons. An id is made from the person's oldest identifier, which itself is a keyed hash, so it can be made again and
/// tells nothing.
/// </summary>
public static class PersonIds
{
    private const long Linked = 0;
    private const long Anonymous = 1;

    /// <summary>The person whose oldest identifier this is; also that of an identifier that was never seen with another one.</summary>
    public static UInt128 Of(Identifier oldest) => Make(oldest, Linked);

    /// <summary>Whoever it was that used an identifier which belongs to nobody.</summary>
    public static UInt128 Alone(Identifier shared) => Make(shared, Anonymous);

    private static UInt128 Make(Identifier identifier, long seed)
    {
        Span<byte> key = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, identifier.Key);
        return XxHash128.HashToUInt128(key, seed);
    }
}
