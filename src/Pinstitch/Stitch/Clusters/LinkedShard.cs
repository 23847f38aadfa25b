namespace Pinstitch.Stitch.Clusters;

/// <summary>A shard with the night taken in.</summary>
/// <param name="Shard">Which.</param>
/// <param name="Ledger">The runs of its ledger.</param>
/// <param name="Changes">File of the identifiers that changed persons.</param>
/// <param name="Touched">File of the persons between which identifiers went.</param>
/// <param name="Hubs">Identifiers found to be hubs, as 32 hex digits.</param>
/// <param name="Held">By guard rail, how many more pairs are held than before.</param>
/// <param name="Counts">How many more identifiers and persons there are than before, hubs left out.</param>
/// <param name="Size">How much changed.</param>
public sealed record LinkedShard(int Shard, IReadOnlyList<string> Ledger, string Changes, string Touched, IReadOnlyList<string> Hubs, IReadOnlyList<long> Held, PersonCounts Counts, NightSize Size);
