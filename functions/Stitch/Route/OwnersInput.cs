namespace Pinstitch.Functions.Stitch.Route;

/// <summary>What all shards know that decides whose a night's events are.</summary>
/// <param name="Work">The night's folder.</param>
/// <param name="View">Blob of the <see cref="IdentityView"/>.</param>
/// <param name="Evidence">Each shard's.</param>
public sealed record OwnersInput(string Work, string View, IReadOnlyList<string> Evidence);
