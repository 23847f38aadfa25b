namespace Pinstitch.Attribute.DataDriven;

/// <summary>The data-driven models of one level.</summary>
/// <param name="Level"><c>channel</c>, <c>campaign</c> or <c>ad</c>.</param>
/// <param name="Conversions">Paths that converted.</param>
/// <param name="Nulls">Paths that did not.</param>
/// <param name="Withheld">Why nothing is fitted; empty when it is.</param>
/// <param name="Members">In order of name; empty when withheld.</param>
public sealed record DataDrivenFit(string Level, long Conversions, long Nulls, IReadOnlyList<string> Withheld, IReadOnlyList<MemberFit> Members)
{
    private const double Unit = 1L << 30;

    /// <summary>Removal effects as whole numbers, to weigh channels by; null when withheld.</summary>
    public IReadOnlyDictionary<string, long>? Effects => Withheld.Count > 0
        ? null
        : Members.ToDictionary(member => member.Member, member => (long)Math.Round(member.RemovalEffect * Unit), StringComparer.Ordinal);
}
