using System.Numerics;

namespace Pinstitch.Tests.Attribute;

/// <summary>An exact fraction, for oracles.</summary>
internal readonly record struct Fraction(BigInteger Top, BigInteger Bottom) : IComparable<Fraction>
{
    public static implicit operator Fraction(long whole) => new(whole, 1);

    public static Fraction operator +(Fraction one, Fraction other) => Make((one.Top * other.Bottom) + (other.Top * one.Bottom), one.Bottom * other.Bottom);

    public static Fraction operator -(Fraction one, Fraction other) => one + new Fraction(-other.Top, other.Bottom);

    public static Fraction operator *(Fraction one, Fraction other) => Make(one.Top * other.Top, one.Bottom * other.Bottom);

    public static Fraction operator /(Fraction one, Fraction other) => Make(one.Top * other.Bottom, one.Bottom * other.Top);

    public BigInteger Floor => Top >= 0 || Top % Bottom == 0 ? Top / Bottom : (Top / Bottom) - 1;

    public double Value => Math.Exp(BigInteger.Log(BigInteger.Abs(Top)) - BigInteger.Log(Bottom)) * Top.Sign;

    public int CompareTo(Fraction other) => (Top * other.Bottom).CompareTo(other.Top * Bottom);

    private static Fraction Make(BigInteger top, BigInteger bottom)
    {
        if (bottom < 0) (top, bottom) = (-top, -bottom);
        var common = BigInteger.GreatestCommonDivisor(top, bottom);
        return common.IsZero ? new(0, 1) : new(top / common, bottom / common);
    }
}
