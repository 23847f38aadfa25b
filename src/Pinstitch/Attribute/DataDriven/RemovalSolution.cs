namespace Pinstitch.Attribute.DataDriven;

/// <summary>What starts come to: of the whole chain first, then without each member.</summary>
internal sealed record RemovalSolution(double[] Conversion, double[] Value, double ErrorBound);
