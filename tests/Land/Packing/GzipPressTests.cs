using System.IO.Compression;
using System.Text;
using CsCheck;
using Pinstitch.Land;
using Pinstitch.Land.Packing;

namespace Pinstitch.Tests.Land.Packing;

/// <summary>What the press makes, unpacked by the system's library.</summary>
public sealed class GzipPressTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.String[Gen.Char['a', 'f'], 0, 40],
        Gen.String[0, 20],
        Gen.Const("page_visit"),
        Gen.Const("https://shop.example/products/table-oak"),
        Gen.Const(new string('x', 700)));

    private static readonly Gen<string> Line = Gen.Select(Word, Word, Gen.Int).Select((name, page, number) => $"{{\"name\":\"{name}\",\"page\":{{\"path\":\"{page}\"}},\"number\":{number}}}\n");

    /// <summary>Texts that are too short for the press's own way, and longer ones than repeats reach back.</summary>
    private static readonly Gen<byte[]> Text = Gen.Select(Line.Array[0, 40], Gen.Int[0, 60], Gen.Byte.Array[0, 3000]).Select((lines, times, noise) =>
        (byte[])[.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(lines), times))), .. noise]);

    [Fact]
    public void Texts_come_back_as_they_were()
    {
        var press = new GzipPress();
        Text.Holds(text => Check(press, text), iter: 150);
    }

    [Fact]
    public void Noise_comes_back_as_it_was()
    {
        var press = new GzipPress();
        Gen.Byte.Array[2000, 60_000].Holds(noise => Check(press, noise), iter: 20);
    }

    [Fact]
    public void Sameness_comes_back_as_it_was()
    {
        var press = new GzipPress();
        foreach (var letter in "\"a{"u8.ToArray())
        {
            for (var length = 2040; length < 100_000; length = (length * 3) + 1)
            {
                var same = Enumerable.Repeat(letter, length).ToArray();
                Check(press, same);
            }
        }
    }

    [Fact]
    public void Lines_that_are_alike_take_less_room_than_the_systems_fastest_way_needs()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(number =>
        {
            var hash = PersonalData.Hash($"{number}");
            return $"{{\"sequence\":{number},\"event\":{{\"event_id\":\"{hash[..16]}\",\"name\":\"page_visit\",\"identifiers\":[\"anonymous_id:{hash[32..]}\"],\"page\":{{\"host\":\"shop.example\",\"path\":\"/products/{number % 7}\"}}}}}}\n";
        })));
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(text);
        Assert.InRange(new GzipPress().Pack(text).Length, 1, stream.Length - 1);
    }

    private static void Check(GzipPress press, byte[] text) => Assert.True(text.AsSpan().SequenceEqual(Unpack(press.Pack(text))));

    private static byte[] Unpack(ReadOnlyMemory<byte> member)
    {
        using var zip = new GZipStream(new MemoryStream(member.ToArray()), CompressionMode.Decompress);
        using var text = new MemoryStream();
        zip.CopyTo(text);
        return text.ToArray();
    }
}
