namespace Pinstitch.Functions.Collect;

/// <summary>A report as received, in <c>raw/</c>.</summary>
/// <param name="Folder">Prefix of its blobs; ends with the run and the hash of its content.</param>
/// <param name="Parts">Number of parts.</param>
/// <param name="Rows">Rows in them.</param>
public sealed record RawReport(string Folder, int Parts, long Rows);
