namespace Pinstitch.Functions.Stitch.Route;

/// <summary>A shard's events to be sent to their persons' shards.</summary>
/// <param name="Work">The night's folder.</param>
/// <param name="Shard">Which shard.</param>
/// <param name="Shards">Into how many.</param>
/// <param name="Come">Blob of events that no book has yet.</param>
/// <param name="View">Blob of the <see cref="IdentityView"/>.</param>
/// <param name="Owners">Whose identifiers are.</param>
/// <param name="Book">Folders of the shard's book, oldest first; null for none.</param>
public sealed record RouteInput(string Work, int Shard, int Shards, string Come, string View, NamedOwners Owners, IReadOnlyList<string>? Book);
