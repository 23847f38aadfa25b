namespace Pinstitch.Functions.Collect;

/// <summary>A report that was fetched in shares.</summary>
/// <param name="Step">The report.</param>
/// <param name="Shares">Its shares in <c>raw/</c>, in order.</param>
public sealed record SharedStep(ReportStep Step, IReadOnlyList<RawReport> Shares);
