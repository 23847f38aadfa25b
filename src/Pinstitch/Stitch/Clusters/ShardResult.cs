namespace Pinstitch.Stitch.Clusters;

/// <summary>What a night did to one shard.</summary>
/// <param name="Ledger">The run that the shard's ledger gets.</param>
/// <param name="Changes">Identifiers that changed persons, sorted.</param>
/// <param name="Hubs">Identifiers that were found to be hubs, sorted.</param>
/// <param name="Held">By guard rail, how many more pairs are held than before.</param>
/// <param name="Counts">How many more identifiers and persons there are than before, hubs left out.</param>
/// <param name="Flows">Between which persons identifiers went, those included that the persons keep.</param>
/// <param name="Size">How much changed.</param>
public sealed record ShardResult(byte[] Ledger, IReadOnlyList<PersonChange> Changes, IReadOnlyList<UInt128> Hubs, IReadOnlyList<long> Held, PersonCounts Counts, IReadOnlyList<PersonFlow> Flows, NightSize Size);
