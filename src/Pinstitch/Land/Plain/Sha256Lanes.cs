using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pinstitch.Land.Plain;

/// <summary>
/// SHA-256 (FIPS 180-4) of eight messages side by side, one in each lane of a vector: for many short messages a call of
/// the system's library costs more than the hash.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>Messages that go side by side.</summary>
    public const int Count = 8;

    /// <summary>Words of a hash.</summary>
    public const int Words = 8;

    /// <summary>Bytes of a block.</summary>
    public const int Block = 64;

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static readonly uint[] Round =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The state before the first block.</summary>
    public static ReadOnlySpan<uint> Start => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Takes one block of each lane into the states.</summary>
    /// <param name="state">Eight words of state, each of all lanes.</param>
    /// <param name="block">Sixteen words of the block, each of all lanes; used up.</param>
    public static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> block)
    {
        ref var w = ref MemoryMarshal.GetReference(block[..16]);
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t += 8)
        {
            if (t >= 16)
            {
                for (var i = t; i < t + 8; i++) Extend(ref w, i);
            }

            ref var now = ref Unsafe.Add(ref w, t & 8);
            Turn(a, b, c, ref d, e, f, g, ref h, now, Round[t]);
            Turn(h, a, b, ref c, d, e, f, ref g, Unsafe.Add(ref now, 1), Round[t + 1]);
            Turn(g, h, a, ref b, c, d, e, ref f, Unsafe.Add(ref now, 2), Round[t + 2]);
            Turn(f, g, h, ref a, b, c, d, ref e, Unsafe.Add(ref now, 3), Round[t + 3]);
            Turn(e, f, g, ref h, a, b, c, ref d, Unsafe.Add(ref now, 4), Round[t + 4]);
            Turn(d, e, f, ref g, h, a, b, ref c, Unsafe.Add(ref now, 5), Round[t + 5]);
            Turn(c, d, e, ref f, g, h, a, ref b, Unsafe.Add(ref now, 6), Round[t + 6]);
            Turn(b, c, d, ref e, f, g, h, ref a, Unsafe.Add(ref now, 7), Round[t + 7]);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Extend(ref Vector256<uint> w, int t)
    {
        var (early, late) = (Unsafe.Add(ref w, (t + 1) & 15), Unsafe.Add(ref w, (t + 14) & 15));
        Unsafe.Add(ref w, t & 15) += (Right(early, 7) ^ Right(early, 18) ^ (early >>> 3)) + Unsafe.Add(ref w, (t + 9) & 15) + (Right(late, 17) ^ Right(late, 19) ^ (late >>> 10));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, ref Vector256<uint> d, Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, ref Vector256<uint> h, Vector256<uint> word, uint constant)
    {
        var first = h + (word + Vector256.Create(constant)) + (g ^ (e & (f ^ g))) + (Right(e, 6) ^ Right(e, 11) ^ Right(e, 25));
        d += first;
        h = first + ((a & b) | (c & (a | b))) + (Right(a, 2) ^ Right(a, 13) ^ Right(a, 22));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Right(Vector256<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, bits) : (value >>> bits) | (value << (32 - bits));
}
