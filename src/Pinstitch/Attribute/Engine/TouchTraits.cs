namespace Pinstitch.Attribute.Engine;

/// <summary>What the settings make of each touch code, looked up by code in the pass.</summary>
public sealed class TouchTraits
{
    internal const int Direct = 1;
    internal const int View = 2;
    internal const int Known = 4;
    private const int FirstRank = 8;
    private const long Day = 86_400_000;

    /// <param name="codes">All codes; a code's number is its place.</param>
    /// <param name="members">Who stands for each code in data-driven models.</param>
    /// <param name="settings">Windows, ranks, and what is done with views and direct visits.</param>
    public TouchTraits(IReadOnlyList<TouchCode> codes, int[] members, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(settings);
        Members = members;
        Reaches = GC.AllocateArray<ulong>(codes.Count, pinned: true);
        Flags = GC.AllocateArray<int>(codes.Count, pinned: true);
        for (var code = 0; code < codes.Count; code++)
        {
            var (kind, channel) = (codes[code].Kind, codes[code].Channel);
            var isDirect = channel == Channels.Direct;
            var never = (isDirect && settings.Direct == DirectUse.Never) || (kind == TouchKind.View && settings.Views.Use == ViewUse.Exclude);
            Reaches[code] = never ? 0 : (ulong)Math.Round(settings.Days(kind, Channels.PlatformOf(channel)) * Day) + 1;
            Flags[code] = (isDirect ? Direct : Known) | (kind == TouchKind.View && settings.Views.Use != ViewUse.AsClick ? View : 0) | (FirstRank << settings.Ranks.Of(kind));
        }

        AreAlike = Array.TrueForAll(Flags, flags => flags == Flags[0]);
        Longest = Math.Max(0, (long)Reaches.DefaultIfEmpty(0UL).Max() - 1);
    }

    public int[] Members { get; }

    /// <summary>The longest window, in milliseconds.</summary>
    public long Longest { get; }

    /// <summary>Whether all codes have the same flags.</summary>
    internal bool AreAlike { get; }

    /// <summary>Age from which on a touch does not count, in milliseconds: one more than the window, or 0 for never.</summary>
    internal ulong[] Reaches { get; }

    /// <summary>Direct or known, whether a view that makes way for clicks, and one bit for the rank.</summary>
    internal int[] Flags { get; }

    /// <summary>Whether every model looks at all touches whose flags these are together: no direct visit beside others, no view that makes way, one rank.</summary>
    internal static bool IsPlain(int flags)
    {
        const int both = Direct | Known;
        var ranks = RanksOf(flags);
        return (flags & View) == 0 && (flags & both) != both && (ranks & (ranks - 1)) == 0;
    }

    /// <summary>The rank bits of flags, added up over touches.</summary>
    internal static int RanksOf(int flags) => flags / FirstRank;

    /// <summary>Numbers the members of codes at a level, in order of first appearance.</summary>
    public static (int[] Members, IReadOnlyList<string> Names) Number(IEnumerable<string> memberOfCode)
    {
        ArgumentNullException.ThrowIfNull(memberOfCode);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        var members = new List<int>();
        foreach (var name in memberOfCode)
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers[name] = number = names.Count;
                names.Add(name);
            }

            members.Add(number);
        }

        return ([.. members], names);
    }
}
