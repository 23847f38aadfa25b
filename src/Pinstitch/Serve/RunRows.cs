namespace Pinstitch.Serve;

/// <summary>The orders and the credit of a run.</summary>
public sealed record RunRows(RunName Run, IReadOnlyList<FactOrder> Orders, IReadOnlyList<FactCredit> Credits);
