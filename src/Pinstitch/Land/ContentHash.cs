using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Pinstitch.Land;

/// <summary>
/// A hash of a set: the sum, modulo 2^256, of its members' SHA-256. Parts can be hashed apart and added, so the result is
/// the same whatever the order and however many shards there are.
/// </summary>
public readonly record struct ContentHash(UInt128 High, UInt128 Low)
{
    public static ContentHash Empty => default;

    public static ContentHash Of(ReadOnlySpan<byte> member)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(member, hash);
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    public static ContentHash Of(IEnumerable<LandedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Aggregate(Empty, (sum, item) => sum + Of(LandingJson.Write(item)));
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static ContentHash Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(
            UInt128.Parse(text.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            UInt128.Parse(text.AsSpan(32, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    public static ContentHash operator +(ContentHash one, ContentHash two)
    {
        unchecked
        {
            var low = one.Low + two.Low;
            var carry = low < one.Low ? UInt128.One : UInt128.Zero;
            return new(one.High + two.High + carry, low);
        }
    }

    /// <summary>Takes members out of a set that has them.</summary>
    public static ContentHash operator -(ContentHash one, ContentHash two)
    {
        unchecked
        {
            var borrow = one.Low < two.Low ? UInt128.One : UInt128.Zero;
            return new(one.High - two.High - borrow, one.Low - two.Low);
        }
    }

    public static ContentHash Add(ContentHash left, ContentHash right) => left + right;

    public static ContentHash Subtract(ContentHash left, ContentHash right) => left - right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x32}{Low:x32}");
}
