using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pinstitch.Attribute.Engine;

/// <summary>
/// A few orders in a row with the touches that count for each, eight places an order. A model splits all of them in one call:
/// orders do not wait for each other, so the processor works on several at once. Orders of more touches, of touches that
/// models choose among, or of a value beyond <see cref="LaneSplit.MostTotal"/> are left to <see cref="PathBuffer"/>.
/// </summary>
internal sealed unsafe class OrderBlock
{
    /// <summary>Most orders.</summary>
    public const int Most = 32;

    /// <summary>What an order without a touch that counts is marked by, instead of its place.</summary>
    public const int Unattributed = -1;

    /// <summary>The same for one whose person had an earlier touch.</summary>
    public const int OutsideWindow = -2;

    /// <summary>What an order that is not for the block is marked by.</summary>
    public const int Other = -3;

    private const int Width = LaneSplit.Width;
    private const int MostScanned = 32;

    private readonly TouchTable table;
    private readonly TouchTraits traits;

    // An order may write past its places; the next one, or nobody, takes them.
    private readonly long[] ages = new long[(Most * Width) + MostScanned];
    private readonly int[] codes = new int[(Most * Width) + MostScanned];
    private readonly int[] touches = new int[(Most * Width) + MostScanned];
    private readonly int[] counts = new int[Most];
    private readonly long[] totals = new long[Most];

    // These arrays are pinned, and the traits keep them.
    private readonly long* reaches;
    private readonly int* flags;

    public OrderBlock(TouchTable table, TouchTraits traits)
    {
        (this.table, this.traits) = (table, traits);
        reaches = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(traits.Reaches));
        flags = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(traits.Flags));
    }

    /// <summary>How many orders are in.</summary>
    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Takes an order.</summary>
    /// <param name="start">First touch of its person.</param>
    /// <param name="end">After the last.</param>
    /// <param name="time">When it was placed; later touches never count.</param>
    /// <param name="after">Touches up to here belong to an earlier order.</param>
    /// <param name="total">Its value in minor units.</param>
    /// <returns>Its place in the block, or why it has none.</returns>
    public int Add(int start, int end, long time, long after, long total)
    {
        var length = end - start;
        if (length == 0) return Unattributed;
        if (length > MostScanned || (ulong)total > LaneSplit.MostTotal) return Other;
        var limit = after == long.MinValue ? ulong.MaxValue : (ulong)(time - after);
        // Registers are read whole, also where they hold touches of the next person.
        var isWide = LaneSplit.IsSupported && start + ((length + Width - 1) & -Width) <= table.Packed.Length;
        var (found, seen) = isWide ? Wide(start, length, time, limit) : Narrow(start, length, time, limit);
        if (found == 0) return TouchTable.TimeOf(table.Packed[start]) <= time ? OutsideWindow : Unattributed;
        if (found > Width || !TouchTraits.IsPlain(seen)) return Other;
        counts[Count] = found;
        totals[Count] = total;
        return Count++;
    }

    public int Touches(int place) => counts[place];

    public long Total(int place) => totals[place];

    /// <summary>Ages of an order's touches, oldest first; what the lanes after them hold is of no account.</summary>
    public Vector512<long> Ages(int place) => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(ages), (nuint)(place * Width));

    /// <summary>Age of an order's last touch.</summary>
    public long Youngest(int place) => ages[(place * Width) + counts[place] - 1];

    public TouchPath Path(int place) => new()
    {
        Ages = ages.AsSpan(place * Width, counts[place]),
        Codes = codes.AsSpan(place * Width, counts[place]),
        Touches = touches.AsSpan(place * Width, counts[place]),
        MemberOf = traits.Members,
    };

    // Which touches count cannot be predicted: without branches, then. A touch after the order has an age below zero, which as
    // a number without sign is beyond every reach.
    private (int Found, int Seen) Narrow(int start, int length, long time, ulong limit)
    {
        var place = Count * Width;
        var seen = 0;
        foreach (var packed in table.Packed.AsSpan(start, length))
        {
            var code = TouchTable.CodeOf(packed);
            ages[place] = time - TouchTable.TimeOf(packed);
            codes[place] = code;
            touches[place] = start++;
            var one = Convert.ToInt32((ulong)ages[place] < Math.Min(traits.Reaches[code], limit));
            seen |= traits.Flags[code] & -one;
            place += one;
        }

        return (place - (Count * Width), seen);
    }

    private (int Found, int Seen) Wide(int start, int length, long time, ulong limit)
    {
        ref var packed = ref table.Packed[start];
        var place = Count * Width;
        var seen = Vector256<int>.Zero;
        for (var done = 0; done < length; done += Width)
        {
            var here = Vector512.LoadUnsafe(ref packed, (nuint)done);
            var code = (here & Vector512.Create(TouchTable.CodeMask)).AsInt64();
            var age = Vector512.Create(time) - (here >>> TouchTable.CodeBits).AsInt64();
            // A code that the traits do not have is read as their last here, and found out when it is asked who it stands for.
            var known = Vector512.Min(code, Vector512.Create((long)traits.Reaches.Length - 1));
            var reach = Vector512.Create(Avx2.GatherVector256(reaches, known.GetLower(), 8), Avx2.GatherVector256(reaches, known.GetUpper(), 8));
            var count = Vector512.LessThan(age.AsUInt64(), Vector512.Min(reach.AsUInt64(), Vector512.Create(limit))).AsInt64() & LaneSplit.First(length - done);
            Avx512F.Compress(Vector512<long>.Zero, count, age).CopyTo(ages, place);
            Avx512F.ConvertToVector256Int32(Avx512F.Compress(Vector512<long>.Zero, count, code)).CopyTo(codes, place);
            Avx512F.ConvertToVector256Int32(Avx512F.Compress(Vector512<long>.Zero, count, Vector512<long>.Indices + Vector512.Create((long)start + done))).CopyTo(touches, place);
            place += BitOperations.PopCount((uint)count.ExtractMostSignificantBits());
            if (!traits.AreAlike) seen |= Avx2.GatherVector256(flags, Avx512F.ConvertToVector256Int32(known), 4) & Avx512F.ConvertToVector256Int32(count);
        }

        return (place - (Count * Width), traits.AreAlike ? flags[0] : Either(seen));
    }

    /// <summary>All bits of all lanes.</summary>
    private static int Either(Vector256<int> lanes)
    {
        var half = lanes.GetLower() | lanes.GetUpper();
        var quarter = half.AsInt64().GetElement(0) | half.AsInt64().GetElement(1);
        return (int)quarter | (int)(quarter >> 32);
    }
}
