namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>What an erasure has found.</summary>
/// <param name="Identifiers">Identifiers that have a tombstone now.</param>
/// <param name="Files">Files of landed and settled events that were written again without them.</param>
/// <param name="Messages">Rejected messages whose bodies were emptied.</param>
/// <param name="Rows">Served rows that lost their customer.</param>
/// <param name="Edges">Edges that left the identity store.</param>
public sealed record ErasedCounts(int Identifiers, int Files, int Messages, int Rows, int Edges);
