namespace Pinstitch.Functions.Stitch;

/// <summary>A shard of settled events to be sent to their persons' shards.</summary>
/// <param name="Work">The night's folder.</param>
/// <param name="Shard">Which shard of the settled events.</param>
/// <param name="Shards">Into how many.</param>
/// <param name="Events">Blob that names the events' files (<see cref="Land.Settle.SettledList"/>).</param>
/// <param name="Persons">Blob that tells who is who.</param>
public sealed record RouteInput(string Work, int Shard, int Shards, string Events, string Persons);
