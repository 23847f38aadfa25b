using System.Text;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>Changes bytes in ways in which they break, always the same for the same seed.</summary>
internal sealed class Mutator(ulong seed)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\\ud800", "\\u0000", "\"", "{", "}", "[", "]", ",", ":", "null", "true", "1e999", "-0", "99999999999999999999999", "\"\"", "{}", "[[[[[[[[", "\\", "\u0000", "é", "\uFEFF", "@", "%40", "%2540",
            "+49 176 1234567", "a@b.example", "https://", "?a=1&epik=x", "fb.1.1.x", "\"user\":", "\"event_id\":", "\"contents\":[{}],", "\"door\":{\"name\":\"browser\"},", "2026-10-30T12:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ];

    private ulong state = seed;

    public int Next(int below)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }

    public byte[] Change(byte[] bytes, byte[] other)
    {
        var changed = bytes.ToList();
        for (var times = 1 + Next(6); times > 0; times--)
        {
            var at = Next(changed.Count + 1);
            switch (Next(6))
            {
                case 0 when changed.Count > 0:
                    changed[Math.Min(at, changed.Count - 1)] = (byte)Next(256);
                    break;
                case 1:
                    changed.RemoveRange(at, Next(changed.Count - at + 1));
                    break;
                case 2:
                    changed.InsertRange(at, other.AsSpan(Next(other.Length)).ToArray().Take(200));
                    break;
                case 3:
                    changed.InsertRange(at, Enumerable.Repeat(Pieces[Next(Pieces.Length)], 1 + (Next(20) == 0 ? Next(500) : 0)).SelectMany(piece => piece));
                    break;
                default:
                    changed.InsertRange(at, Pieces[Next(Pieces.Length)]);
                    break;
            }
        }

        return [.. changed];
    }
}
