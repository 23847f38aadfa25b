namespace Pinstitch.Attribute.DataDriven;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): small, seeded, the same everywhere.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong state = seed;

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
