using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pinstitch.Land.Plain;

/// <summary>Messages that wait to be hashed together, each padded as SHA-256 wants it.</summary>
/// <param name="before">Bytes that the state to begin from has taken in already: 0, or 64 for the key of a keyed hash.</param>
internal sealed class HashQueue(int before)
{
    /// <summary>A padded message: where it begins, and its blocks.</summary>
    private readonly record struct Message(int Start, int Blocks);

    private readonly List<Message> messages = [];
    private byte[] text = new byte[16 * 1024];
    private uint[] hashes = [];
    private int length;

    /// <summary>How many wait.</summary>
    public int Count => messages.Count;

    /// <summary>Adds a message that comes in two parts.</summary>
    /// <returns>Its number, for <see cref="Hash"/>.</returns>
    public int Add(ReadOnlySpan<byte> one, ReadOnlySpan<byte> two)
    {
        var size = one.Length + two.Length;
        var blocks = (size + 9 + Sha256Lanes.Block - 1) / Sha256Lanes.Block;
        var end = length + (blocks * Sha256Lanes.Block);
        if (end > text.Length) System.Array.Resize(ref text, Math.Max(end, text.Length * 2));
        var place = text.AsSpan(length, blocks * Sha256Lanes.Block);
        one.CopyTo(place);
        two.CopyTo(place[one.Length..]);
        place[size..].Clear();
        place[size] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(place[^8..], (before + size) * 8L);
        messages.Add(new(length, blocks));
        length = end;
        return messages.Count - 1;
    }

    /// <summary>Forgets the messages from a number on.</summary>
    public void CutTo(int count)
    {
        if (count >= messages.Count) return;
        length = messages[count].Start;
        messages.RemoveRange(count, messages.Count - count);
    }

    /// <summary>Hashes all messages.</summary>
    /// <param name="start">The state to begin from, eight words.</param>
    /// <param name="second">For keyed hashes the state from which each hash is hashed again, eight words that have taken a block in; empty for others.</param>
    public void Run(ReadOnlySpan<uint> start, ReadOnlySpan<uint> second = default)
    {
        if (hashes.Length < messages.Count * Sha256Lanes.Words) hashes = new uint[Math.Max(messages.Count * Sha256Lanes.Words, hashes.Length * 2)];
        Span<int> numbers = stackalloc int[Sha256Lanes.Count];
        // Messages of the same length go together. There are few lengths: most are a block or two.
        var most = 0;
        foreach (var message in messages) most = Math.Max(most, message.Blocks);
        for (var blocks = 1; blocks <= most; blocks++)
        {
            var filled = 0;
            for (var number = 0; number < messages.Count; number++)
            {
                if (messages[number].Blocks != blocks) continue;
                numbers[filled++] = number;
                if (filled == numbers.Length) Run(start, second, numbers, blocks);
                filled %= numbers.Length;
            }

            if (filled == 0) continue;
            // Lanes that are left over do the last message again.
            numbers[filled..].Fill(numbers[filled - 1]);
            Run(start, second, numbers, blocks);
        }
    }

    /// <summary>A message's hash: eight words.</summary>
    public ReadOnlySpan<uint> Hash(int number) => hashes.AsSpan(number * Sha256Lanes.Words, Sha256Lanes.Words);

    private void Run(ReadOnlySpan<uint> start, ReadOnlySpan<uint> second, ReadOnlySpan<int> numbers, int blocks)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Sha256Lanes.Words];
        Span<Vector256<uint>> block = stackalloc Vector256<uint>[16];
        for (var word = 0; word < state.Length; word++) state[word] = Vector256.Create(start[word]);
        for (var at = 0; at < blocks; at++)
        {
            var words = MemoryMarshal.Cast<Vector256<uint>, uint>(block);
            for (var lane = 0; lane < numbers.Length; lane++)
            {
                var source = MemoryMarshal.Cast<byte, uint>(text.AsSpan(messages[numbers[lane]].Start + (at * Sha256Lanes.Block), Sha256Lanes.Block));
                for (var word = 0; word < source.Length; word++) words[(word * Sha256Lanes.Count) + lane] = source[word];
            }

            if (BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
            Sha256Lanes.Compress(state, block);
        }

        if (!second.IsEmpty)
        {
            // The hashes lie in their lanes already: padded, they are the next block.
            state.CopyTo(block);
            block[Sha256Lanes.Words..].Clear();
            block[Sha256Lanes.Words] = Vector256.Create(0x80000000);
            block[^1] = Vector256.Create((uint)(Sha256Lanes.Block + (Sha256Lanes.Words * sizeof(uint))) * 8);
            for (var word = 0; word < state.Length; word++) state[word] = Vector256.Create(second[word]);
            Sha256Lanes.Compress(state, block);
        }

        for (var lane = 0; lane < numbers.Length; lane++)
        {
            var hash = hashes.AsSpan(numbers[lane] * Sha256Lanes.Words, Sha256Lanes.Words);
            for (var word = 0; word < hash.Length; word++) hash[word] = state[word][lane];
        }
    }
}
