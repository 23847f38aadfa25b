namespace Pinstitch.Functions.Stitch.Route;

/// <summary>What a shard has for the night; all blobs are in <c>runs/</c>.</summary>
/// <param name="Come">Events that no book has yet, as lines.</param>
/// <param name="Evidence">What decides whose they are (<see cref="Pinstitch.Stitch.Books.NightEvidence"/>).</param>
/// <param name="Sent">List of <see cref="SentPart"/>: what the books have when the night is done.</param>
public sealed record ReadEvents(string Come, string Evidence, string Sent);
