namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Some thousand edges in columns.</summary>
internal sealed class EdgeBlock
{
    private const int Most = 8192;
    private readonly UInt128[] keys = new UInt128[2 * Most];
    private readonly byte[] types = new byte[2 * Most];
    private readonly uint[] times = new uint[Most];
    private int count;

    public bool IsFull => count == Most;

    public ReadOnlySpan<UInt128> Keys => keys.AsSpan(0, 2 * count);

    public ReadOnlySpan<byte> Types => types.AsSpan(0, 2 * count);

    public ReadOnlySpan<uint> Times => times.AsSpan(0, count);

    public void Add(UInt128 one, byte oneType, UInt128 two, byte twoType, uint time)
    {
        (keys[2 * count], keys[(2 * count) + 1]) = (one, two);
        (types[2 * count], types[(2 * count) + 1]) = (oneType, twoType);
        times[count++] = time;
    }

    public void Clear() => count = 0;
}
