using System.Numerics;

namespace Pinstitch.Lab.Shop;

/// <summary>
/// Random numbers of one purpose: xoshiro256** (Blackman and Vigna 2018), seeded from the shop's seed, the person and the
/// purpose. Every purpose has a stream of its own, so that switching a channel off leaves all other numbers as they are:
/// a comparison with and without it then shows the channel's effect and no noise.
/// </summary>
public struct Draw
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <param name="seed">The shop's seed.</param>
    /// <param name="person">The person; -1 for what belongs to nobody.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="index">Which one of several, such as the campaign.</param>
    public Draw(ulong seed, long person, Purpose purpose, long index = 0)
    {
        var state = Mix(seed) ^ Mix((ulong)person + 0x9E3779B97F4A7C15) ^ Mix(((ulong)purpose << 40) + (ulong)index + 0xD1B54A32D192ED03);
        (s0, s1, s2, s3) = (Next(ref state), Next(ref state), Next(ref state), Next(ref state));
    }

    public ulong Bits()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Uniform in 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)((UInt128)Bits() * (ulong)count >> 64);

    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Log-normal with median 1.</summary>
    public double LogNormal(double sigma) => Math.Exp(sigma * Normal());

    /// <summary>Gamma with a whole-numbered shape: a sum of exponentials.</summary>
    public double Erlang(int shape, double mean)
    {
        var sum = 0.0;
        for (var part = 0; part < shape; part++) sum += Exponential(mean / shape);
        return sum;
    }

    /// <summary>Poisson, by Knuth's product for small means and in parts for large ones.</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 30; mean -= 30) count += Poisson(30.0);
        var limit = Math.Exp(-mean);
        for (var product = Uniform(); product > limit; product *= Uniform()) count++;
        return count;
    }

    private static ulong Next(ref ulong state) => Mix(state = unchecked(state + 0x9E3779B97F4A7C15));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
