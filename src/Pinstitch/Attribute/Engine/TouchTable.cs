namespace Pinstitch.Attribute.Engine;

/// <summary>
/// Touches of many persons in 8 bytes each: milliseconds since an epoch of the caller's in the upper 38 bits (8.7 years),
/// the touch's code in the lower 26. Each person's touches stand together, in order of time.
/// </summary>
/// <param name="packed">The touches, by person.</param>
/// <param name="starts">Where each person's touches begin, and at the end their number.</param>
public sealed class TouchTable(ulong[] packed, int[] starts)
{
    internal const int CodeBits = 26;
    internal const ulong CodeMask = (1UL << CodeBits) - 1;

    /// <summary>Most touch codes that there may be.</summary>
    public const int MostCodes = 1 << CodeBits;

    /// <summary>Latest time, in milliseconds since the epoch.</summary>
    public const long LatestTime = (1L << 38) - 1;

    public ulong[] Packed { get; } = packed;

    public int[] Starts { get; } = starts;

    public int Persons => Starts.Length - 1;

    /// <summary>Most touches that a person has.</summary>
    public int Longest { get; } = LongestOf(starts);

    private static int LongestOf(int[] starts)
    {
        var most = 0;
        for (var person = 1; person < starts.Length; person++) most = Math.Max(most, starts[person] - starts[person - 1]);
        return most;
    }

    public static ulong Pack(long time, int code) => ((ulong)time << CodeBits) | (uint)code;

    public static long TimeOf(ulong packed) => (long)(packed >> CodeBits);

    public static int CodeOf(ulong packed) => (int)(packed & CodeMask);
}
