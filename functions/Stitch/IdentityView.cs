using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>Who is who after a night, for the steps that follow: a blob in <c>runs/</c>.</summary>
/// <param name="Runs">Files of changes; followed from the first to the last they tell whose every identifier is.</param>
/// <param name="Folder">Folder in <c>runs/</c> that they are in, for a night aside; null for the identity store's own.</param>
/// <param name="Undone">Pairs that count as never seen together.</param>
/// <param name="Shared">Blob in <c>runs/</c> of the keys of shared identifiers, 16 bytes each.</param>
/// <param name="Changed">Blob in <c>runs/</c> of the keys of identifiers that belong to somebody else than when the run was made that is gone on from.</param>
public sealed record IdentityView(IReadOnlyList<string> Runs, string? Folder, IReadOnlyList<UndonePair> Undone, string Shared, string Changed);
