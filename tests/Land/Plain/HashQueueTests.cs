using System.Security.Cryptography;
using CsCheck;
using Pinstitch.Land.Plain;

namespace Pinstitch.Tests.Land.Plain;

/// <summary>The hashes that are made side by side, against those of the system's library.</summary>
public sealed class HashQueueTests
{
    private static readonly Gen<byte[][]> Messages = Gen.Byte.Array[0, 300].Array[0, 40];

    [Fact]
    public void Hashes_are_those_of_the_systems_library() => Messages.Holds(messages =>
    {
        var queue = new HashQueue(0);
        foreach (var message in messages) queue.Add(message.AsSpan(0, message.Length / 3), message.AsSpan(message.Length / 3));
        queue.Run(Sha256Lanes.Start);
        for (var number = 0; number < messages.Length; number++) Assert.Equal(SHA256.HashData(messages[number]), Bytes(queue.Hash(number)));
    });

    [Fact]
    public void Keyed_hashes_are_those_of_the_systems_library() => Gen.Select(Gen.Byte.Array[0, 150], Messages).Holds((key, messages) =>
    {
        var queue = new HashQueue(Sha256Lanes.Block);
        foreach (var message in messages) queue.Add(message, default);
        new HashKey(key).Run(queue);
        for (var number = 0; number < messages.Length; number++) Assert.Equal(HMACSHA256.HashData(key, messages[number]), Bytes(queue.Hash(number)));
    });

    [Fact]
    public void What_is_cut_off_leaves_no_trace()
    {
        var queue = new HashQueue(0);
        queue.Add("kept"u8, default);
        queue.Add(new byte[200], default);
        queue.Add("gone"u8, default);
        queue.CutTo(1);
        queue.Add("new"u8, default);
        queue.Run(Sha256Lanes.Start);
        Assert.Equal(2, queue.Count);
        Assert.Equal(SHA256.HashData("kept"u8), Bytes(queue.Hash(0)));
        Assert.Equal(SHA256.HashData("new"u8), Bytes(queue.Hash(1)));
    }

    private static byte[] Bytes(ReadOnlySpan<uint> words)
    {
        var bytes = new byte[32];
        HashKey.Write(words, bytes);
        return bytes;
    }
}
