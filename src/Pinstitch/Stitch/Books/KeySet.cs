namespace Pinstitch.Stitch.Books;

/// <summary>Numbers that were drawn evenly, such as hashes, to be looked for among very many others: nearly all of those fall through a table of bits.</summary>
public sealed class KeySet
{
    private const int BitsEach = 64;

    private readonly HashSet<UInt128> keys;
    private readonly ulong[] bits;
    private readonly ulong mask;

    public KeySet(IEnumerable<UInt128> keys)
    {
        this.keys = [.. keys];
        var size = System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp((long)this.keys.Count * BitsEach, 1_024, 1L << 33));
        (bits, mask) = (new ulong[size / 64], size - 1);
        foreach (var key in this.keys) bits[((ulong)key & mask) >> 6] |= 1UL << (int)((ulong)key & 63);
    }

    public int Count => keys.Count;

    public bool Contains(UInt128 key) => (bits[((ulong)key & mask) >> 6] & (1UL << (int)((ulong)key & 63))) != 0 && keys.Contains(key);
}
