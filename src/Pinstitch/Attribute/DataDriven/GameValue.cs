namespace Pinstitch.Attribute.DataDriven;

/// <summary>A Shapley value.</summary>
/// <param name="Conversions">Conversions credited to each member.</param>
/// <param name="StandardErrors">Of sampling; all 0 where it is exact.</param>
public sealed record GameValue(IReadOnlyList<double> Conversions, IReadOnlyList<double> StandardErrors)
{
    public bool IsExact => StandardErrors.All(error => error == 0);
}
