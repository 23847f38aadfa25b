using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Gives each identifier a place, 0, 1, 2, …: an open-addressing table over the 128-bit keys. Keys come in groups, and the memory that a group
/// will touch is asked for beforehand, since the time goes into waiting for it.
/// </summary>
internal sealed class IdentifierTable
{
    private const int Group = 64;
    private readonly Column<UInt128> keys = new();
    private readonly Column<byte> types = new();
    private IdentifierSlots slots;

    /// <param name="expected">How many identifiers are to be expected; more are taken as well.</param>
    public IdentifierTable(int expected = 0) => slots = new(SlotsFor(expected));

    public int Count => keys.Count;

    public Identifier this[int place] => new((IdentifierType)types[place], keys[place]);

    public UInt128 Key(int place) => keys[place];

    public IdentifierType Type(int place) => (IdentifierType)types[place];

    public byte[] Types() => types.Flatten();

    /// <summary>The place of an identifier; -1 for one that has none.</summary>
    public int Find(UInt128 key)
    {
        for (var slot = Home(key, slots.Length); ; slot = Next(slot))
        {
            var place = slots[slot] - 1;
            if (place < 0 || keys[place] == key) return place;
        }
    }

    /// <summary>Finds or makes the places of many identifiers.</summary>
    public void Intern(ReadOnlySpan<UInt128> wanted, ReadOnlySpan<byte> wantedTypes, Span<int> places)
    {
        for (var start = 0; start < wanted.Length; start += Group)
        {
            var length = Math.Min(Group, wanted.Length - start);
            while (keys.Count + length > (long)slots.Length * 3 / 4) Grow();
            InternGroup(wanted.Slice(start, length), wantedTypes.Slice(start, length), places.Slice(start, length));
        }
    }

    /// <summary>Gives back the memory that only <see cref="Intern"/> and <see cref="Find"/> need; no more can be added.</summary>
    public void Close() => slots.Dispose();

    private unsafe void InternGroup(ReadOnlySpan<UInt128> wanted, ReadOnlySpan<byte> wantedTypes, Span<int> places)
    {
        var table = slots.First;
        if (Sse.IsSupported)
        {
            foreach (ref readonly var key in wanted) Sse.Prefetch0(table + Home(key, slots.Length));
            foreach (ref readonly var key in wanted)
            {
                var place = table[Home(key, slots.Length)] - 1;
                if (place >= 0) Sse.Prefetch0(Unsafe.AsPointer(ref keys[place]));
            }
        }

        for (var item = 0; item < wanted.Length; item++) places[item] = Place(table, wanted[item], wantedTypes[item]);
    }

    private unsafe int Place(int* table, UInt128 key, byte type)
    {
        for (var slot = Home(key, slots.Length); ; slot = Next(slot))
        {
            var place = table[slot] - 1;
            if (place < 0)
            {
                keys.Add(key);
                types.Add(type);
                table[slot] = keys.Count;
                return keys.Count - 1;
            }

            if (keys[place] == key) return place;
        }
    }

    private void Grow()
    {
        var larger = new IdentifierSlots(SlotsFor((int)Math.Min(keys.Count * 2L, int.MaxValue / 2)));
        for (var place = 0; place < keys.Count; place++)
        {
            var slot = Home(keys[place], larger.Length);
            while (larger[slot] != 0) slot = slot + 1 == larger.Length ? 0 : slot + 1;
            larger[slot] = place + 1;
        }

        slots.Dispose();
        slots = larger;
    }

    private static int SlotsFor(int identifiers) => (int)Math.Min(Math.Max(1024, identifiers * 3L / 2), Array.MaxLength);

    // Keys are hashes, so their upper bits, scaled to the table, are evenly spread; the table need be no power of two.
    private static int Home(UInt128 key, int length) => (int)(((ulong)(key >> 96) * (ulong)length) >> 32);

    private int Next(int slot) => slot + 1 == slots.Length ? 0 : slot + 1;
}
