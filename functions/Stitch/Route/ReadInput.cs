using Pinstitch.Functions.Attribute;

namespace Pinstitch.Functions.Stitch.Route;

/// <summary>A shard to be looked through for what the night has to send somewhere.</summary>
/// <param name="Work">The night's folder.</param>
/// <param name="Shard">Which shard, of settled events and of persons.</param>
/// <param name="Events">Blob that names the settled events' files (<see cref="Land.Settle.SettledList"/>).</param>
/// <param name="View">Blob of the <see cref="IdentityView"/>.</param>
/// <param name="Base">What the run that is gone on from made of the shard; null to send everything.</param>
public sealed record ReadInput(string Work, int Shard, string Events, string View, ShardFiles? Base);
