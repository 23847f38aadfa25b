using System.Globalization;
using CsCheck;

namespace Pinstitch.Tests;

/// <summary>
/// Tries a law on generated cases that are the same at every run, so that what passes here passes in CI; CsCheck's own
/// <c>Sample</c> draws other cases each time. <c>PINSTITCH_LAW_SEED</c> (a number) draws others, <c>PINSTITCH_LAW_TIMES</c>
/// tries that many times as many: that is how new failures are looked for on purpose. A case that fails is handed to CsCheck,
/// which makes it small and names its seed.
/// </summary>
internal static class Law
{
    private static readonly ulong Seed = Number("PINSTITCH_LAW_SEED", 20_261_125);
    private static readonly ulong Times = Number("PINSTITCH_LAW_TIMES", 1);

    public static void Holds<T>(this Gen<T> cases, Action<T> law, int iter = 100, Func<T, string>? print = null)
    {
        PCG random = new(stream: 1, Seed);
        for (ulong tried = 0; tried < (ulong)iter * Times; tried++)
        {
            ulong state = random.State;
            T one = cases.Generate(random, null, out _);
            try
            {
                law(one);
            }
            catch (Exception)
            {
                cases.Sample(law, seed: random.ToString(state), iter: 1000, print: print);
                throw;
            }
        }
    }

    public static void Holds<T1, T2>(this Gen<(T1, T2)> cases, Action<T1, T2> law, int iter = 100, Func<(T1, T2), string>? print = null) =>
        cases.Holds(one => law(one.Item1, one.Item2), iter, print);

    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Action<T1, T2, T3> law, int iter = 100, Func<(T1, T2, T3), string>? print = null) =>
        cases.Holds(one => law(one.Item1, one.Item2, one.Item3), iter, print);

    public static void Holds<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> cases, Action<T1, T2, T3, T4> law, int iter = 100, Func<(T1, T2, T3, T4), string>? print = null) =>
        cases.Holds(one => law(one.Item1, one.Item2, one.Item3, one.Item4), iter, print);

    public static void Holds<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> cases, Action<T1, T2, T3, T4, T5> law, int iter = 100, Func<(T1, T2, T3, T4, T5), string>? print = null) =>
        cases.Holds(one => law(one.Item1, one.Item2, one.Item3, one.Item4, one.Item5), iter, print);

    public static void Holds<T>(this Gen<T> cases, Func<T, bool> law, int iter = 100, Func<T, string>? print = null) =>
        cases.Holds((T one) => Assert.True(law(one)), iter, print);

    public static void Holds<T1, T2>(this Gen<(T1, T2)> cases, Func<T1, T2, bool> law, int iter = 100, Func<(T1, T2), string>? print = null) =>
        cases.Holds(((T1, T2) one) => Assert.True(law(one.Item1, one.Item2)), iter, print);

    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Func<T1, T2, T3, bool> law, int iter = 100, Func<(T1, T2, T3), string>? print = null) =>
        cases.Holds(((T1, T2, T3) one) => Assert.True(law(one.Item1, one.Item2, one.Item3)), iter, print);

    private static ulong Number(string variable, ulong otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
