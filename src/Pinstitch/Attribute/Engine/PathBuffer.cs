using System.Runtime.CompilerServices;

namespace Pinstitch.Attribute.Engine;

/// <summary>The touches that count for one order, and the choices among them that models differ in.</summary>
internal sealed class PathBuffer
{
    private const int Scan = 32;
    private const int Both = TouchTraits.Direct | TouchTraits.Known;

    private readonly TouchTable table;
    private readonly TouchTraits traits;
    private readonly long[] ages;
    private readonly int[] codes;
    private readonly int[] touches;
    private readonly Choice[] choices;
    private readonly bool viewsWeighted;
    private readonly long viewWeight;
    private readonly long viewCap;
    private readonly Halving? viewHalving;
    private int count;
    private int flags;
    private int made;

    public PathBuffer(TouchTable table, TouchTraits traits, AttributionSettings settings, int most)
    {
        this.table = table;
        this.traits = traits;
        ages = new long[most];
        codes = new int[most];
        touches = new int[most];
        choices = [new(most), new(most), new(most), new(most)];
        viewsWeighted = settings.Views.Use == ViewUse.Weighted;
        viewWeight = (long)decimal.Round(settings.Views.Weight * ViewFactors.Full);
        viewCap = (long)decimal.Round(settings.Views.MostShare * ViewFactors.Full);
        viewHalving = settings.Views.HalfLifeDays > 0 ? new((long)Math.Round(settings.Views.HalfLifeDays * 86_400_000)) : null;
    }

    /// <summary>Whether the person had a touch before the order at all, be it too old or of a kind that never counts.</summary>
    public bool HadTouch { get; private set; }

    /// <summary>Takes the touches of a person that count for an order.</summary>
    /// <param name="start">First touch of the person.</param>
    /// <param name="end">After the last.</param>
    /// <param name="time">When the order was placed; later touches never count.</param>
    /// <param name="after">Touches up to here belong to an earlier order.</param>
    /// <returns>Whether there is one.</returns>
    public bool Load(int start, int end, long time, long after)
    {
        var packed = table.Packed.AsSpan(start, end - start);
        HadTouch = !packed.IsEmpty && TouchTable.TimeOf(packed[0]) <= time;
        if (packed.Length > Scan)
        {
            var first = First(packed, time - traits.Longest);
            packed = packed[first..First(packed, time + 1)];
            start += first;
        }

        // Which touches count cannot be predicted: without branches, then. A touch after the order has an age below zero,
        // which as a number without sign is beyond every reach.
        var limit = after == long.MinValue ? ulong.MaxValue : (ulong)(time - after);
        var (reaches, flagsOf) = (traits.Reaches, traits.Flags);
        var (found, seen) = (0, 0);
        for (var touch = 0; touch < packed.Length; touch++)
        {
            var code = TouchTable.CodeOf(packed[touch]);
            var age = time - TouchTable.TimeOf(packed[touch]);
            ages[found] = age;
            codes[found] = code;
            touches[found] = start + touch;
            var counts = (ulong)age < Math.Min(reaches[code], limit);
            var one = (int)Unsafe.BitCast<bool, byte>(counts);
            seen |= flagsOf[code] & -one;
            found += one;
        }

        (count, flags, made) = (found, seen, 0);
        return found > 0;
    }

    public ReadOnlySpan<int> Touches => touches.AsSpan(0, count);

    /// <summary>Whether every model looks at all of them.</summary>
    public bool IsPlain => TouchTraits.IsPlain(flags);

    /// <summary>The touches that a model looks at.</summary>
    public TouchPath Path(bool directOnlyIfAlone, bool isSingleTouch)
    {
        // Direct visits make way for whatever is known, views for clicks, lower ranks for higher: most orders have no mix.
        var dropDirect = directOnlyIfAlone && (flags & Both) == Both;
        var ranks = TouchTraits.RanksOf(flags);
        var mixes = isSingleTouch ? (ranks & (ranks - 1)) != 0 : (flags & TouchTraits.View) != 0;
        if (!dropDirect && !mixes) return Whole();
        var place = (dropDirect ? 1 : 0) + (isSingleTouch ? 2 : 0);
        var choice = choices[place];
        if ((made & (1 << place)) == 0) Make(choice, dropDirect, isSingleTouch);
        made |= 1 << place;
        return choice.Path(traits.Members, viewCap);
    }

    /// <summary>All touches that count.</summary>
    public TouchPath Whole() => new()
    {
        Ages = ages.AsSpan(0, count),
        Codes = codes.AsSpan(0, count),
        Touches = touches.AsSpan(0, count),
        MemberOf = traits.Members,
    };

    private void Make(Choice choice, bool dropDirect, bool isSingleTouch)
    {
        var (highest, hasOther) = (0, false);
        for (var touch = 0; touch < count; touch++)
        {
            if (dropDirect && IsDirect(codes[touch])) continue;
            highest = Math.Max(highest, TouchTraits.RanksOf(traits.Flags[codes[touch]]));
            hasOther |= !IsView(codes[touch]);
        }

        choice.Clear();
        for (var touch = 0; touch < count; touch++)
        {
            var code = codes[touch];
            if (dropDirect && IsDirect(code)) continue;
            if (isSingleTouch ? TouchTraits.RanksOf(traits.Flags[code]) < highest : hasOther && !viewsWeighted && IsView(code)) continue;
            choice.Add(ages[touch], code, touches[touch], !isSingleTouch && viewsWeighted && IsView(code) ? ViewFactor(ages[touch]) : ViewFactors.Full);
        }
    }

    private bool IsDirect(int code) => (traits.Flags[code] & TouchTraits.Direct) != 0;

    private bool IsView(int code) => (traits.Flags[code] & TouchTraits.View) != 0;

    /// <summary>Always below full, since that is how views are told from clicks later.</summary>
    private long ViewFactor(long age)
    {
        var weight = viewHalving is null ? viewWeight : viewWeight * viewHalving.Weight(age) / Halving.Full;
        return Math.Min(weight, ViewFactors.Full - 1);
    }

    /// <summary>First touch at or after a time; for persons with so many that looking at each would cost.</summary>
    private static int First(ReadOnlySpan<ulong> packed, long time)
    {
        var (start, end) = (0, packed.Length);
        while (start < end)
        {
            var middle = (start + end) >>> 1;
            if (TouchTable.TimeOf(packed[middle]) < time) start = middle + 1;
            else end = middle;
        }

        return start;
    }

    /// <summary>Some of the touches.</summary>
    private sealed class Choice(int most)
    {
        private readonly long[] ages = new long[most];
        private readonly int[] codes = new int[most];
        private readonly int[] touches = new int[most];
        private readonly long[] factors = new long[most];
        private int count;
        private bool hasFactors;

        public void Clear() => (count, hasFactors) = (0, false);

        public void Add(long age, int code, int touch, long factor)
        {
            ages[count] = age;
            codes[count] = code;
            touches[count] = touch;
            factors[count++] = factor;
            hasFactors |= factor != ViewFactors.Full;
        }

        public TouchPath Path(int[] members, long viewCap) => new()
        {
            Ages = ages.AsSpan(0, count),
            Codes = codes.AsSpan(0, count),
            Touches = touches.AsSpan(0, count),
            MemberOf = members,
            Factors = hasFactors ? factors.AsSpan(0, count) : default,
            ViewCap = viewCap,
        };
    }
}
