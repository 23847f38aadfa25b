namespace Pinstitch.Functions.Serve;

/// <summary>How many rows a run has served.</summary>
/// <param name="Orders">Orders up to the night.</param>
/// <param name="Credits">Rows of credit.</param>
/// <param name="Unattributed">Orders without credit.</param>
public sealed record ServedRows(int Orders, int Credits, int Unattributed);
